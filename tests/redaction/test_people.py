"""People: found in texts however they are written, and replaced by their roles."""

from __future__ import annotations

import pytest

from generator.model.entities import Contact, Runbook, Service, VariantHead
from generator.redaction.people import People, Person, people_of

ANN = Person("Tech lead", "Ann Lee", "+880 2 5566-7788 ext. 4", "a.lee@shop.example")
PEOPLE = People([ANN, Person("", "Kim", "16263")])


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Ann Lee decides", "Tech lead decides"),
        ("ask ann  lee's team", "ask Tech lead's team"),
        ("call +880255667788", "call Tech lead"),
        ("call 02-5566-7788 ext 4 at night", "call Tech lead at night"),
        ("(02) 5566.7788", "Tech lead"),
        ("write to A.Lee@shop.example.", "write to Tech lead."),
        ("[the lead](mailto:a.lee@shop.example) or <tel:+880255667788>", "the lead or Tech lead"),
        ("[chat](https://chat.example/880255667788)", "chat"),
        ("Kim knows", "… knows"),
        ("dial 16263", "dial …"),
        ("dial (0) 16263", "dial …"),
        ("Lee, Ann decides", "Tech lead decides"),
        ("ask @annlee, or [her](https://x.example/~ann.lee)", "ask @Tech lead, or her"),
        ("A\u0301NN\u00a0LE\u0301E\u0301 decides", "Tech lead decides"),
        ("ask An\u00adn Lee", "ask Tech lead"),
        ("call ০২ ৫৫৬৬–৭৭৮৮, or +880\u20112\u20115566\u20117788", "call Tech lead, or Tech lead"),
        ("[the lead](mailto:a.lee%40shop.example)", "the lead"),
        ("**Ann Lee** decides, **always**", "**Tech lead** decides, **always**"),
        ("**Ann** Lee and **Kim**", "**Tech lead** and **…**"),
        ("call +880 2 **5566 7788** or write to **a.lee**@shop.example", "call **Tech lead** or write to **Tech lead**"),
        ("[**A**nn Lee](https://x.example) decides", "[**Tech lead**](https://x.example) decides"),
    ],
)
def test_people_are_replaced_by_their_roles(text: str, public: str) -> None:
    assert PEOPLE.are_in(text)
    assert PEOPLE.replaced_in(text) == public
    assert not PEOPLE.are_in(public)


@pytest.mark.parametrize(
    "text",
    [
        "Annie Lee",
        "the annlee",
        "Lee and Ann",
        "Ann, Lee",
        "Kimberley",
        "5566778899",
        "ab.a.lee@shop.example",
        "[docs](https://shop.example/(ann))",
        "over 162630 users",
        "**Ann**, Lee",
    ],
)
def test_similar_texts_stay(text: str) -> None:
    assert PEOPLE.replaced_in(text) == text


def test_many_people_are_found_and_a_dash_is_nobody() -> None:
    many = People([*(Person(f"Role {n}", f"Ann{n} Lee", f"+880 2 5566 77{n}") for n in range(10, 99)), Person("Dash", "–")])
    assert many.replaced_in("Ann42 Lee or 5566-7743 – not Ann9 Lee or 5566-7799") == "Role 42 or Role 43 – not Ann9 Lee or 5566-7799"
    assert many.first_in("call 02 5566 7788") == (Person("Role 88", "Ann88 Lee", "+880 2 5566 7788"), "02 5566 7788")


def test_the_first_name_is_returned_as_written() -> None:
    assert PEOPLE.first_in("ask **Ann** Lee") == (ANN, "Ann Lee")


@pytest.mark.parametrize(
    ("phone", "forms", "others"),
    [
        (
            "+49 30 123",
            "+49 30 123|0049-30-123|(030) 123|tel:+4930123|+49 (0)30 123|030.123|4930123|030 / 123|wa.me/4930123",
            "30123|30.12.3|130123|030 1234|2030 123",
        ),
        ("+49 89 12345", "089 12345|+49 (0)89 12345|(089)12345|89 12345", "089 123456|1289 12345"),
        ("089 123456", "+49 89 123456|0049 89 123456|089/123456", "089 1234567"),
        ("+49 1512 3456789", "0049(0)15123456789|01512/3456789|0049151 23456789|1512·3456789", "01512 3456788"),
        ("+1 555 010 1234", "(555) 010-1234|1-555-010-1234|555.010.1234", "555 010 12345"),
        ("16263", "dial 16263.|+16263|(0) 16263", "1.6263|16 263|162630|16263.5"),
        ("2214", "call 2214|tel:2214|ext. 2214|Desk 2214.", "2.21.4|22 14|12214"),
        ("999", "dial 999", "under 999 ms|p999"),
    ],
)
def test_a_number_is_found_in_every_form_and_no_other_number(phone: str, forms: str, others: str) -> None:
    """A number is found with other codes and groups; a short number, which may be any number, only where a number is called."""
    known = People([Person("Lead", phone=phone)])
    assert [form for form in forms.split("|") if not known.are_in(form)] == []
    assert [other for other in others.split("|") if known.are_in(other)] == []


@pytest.mark.parametrize(
    "form", ["A.LEE@SHOP.EXAMPLE", "a.lee at shop.example", "a dot lee (at) shop [dot] example", "a.lee+x@shop.example"]
)
def test_a_mail_address_is_found_in_every_form(form: str) -> None:
    assert PEOPLE.first_in(f"write to {form}, please") == (ANN, form)


@pytest.mark.parametrize("handle", ["@annlee", "https://t.me/annlee", "skype:annlee", "@ann.lee", "~ann_lee"])
def test_a_name_in_a_chat_is_found(handle: str) -> None:
    assert PEOPLE.are_in(f"ask {handle} first")


def test_without_people_nobody_is_found() -> None:
    assert People([]).replaced_in("Ann Lee, +880 2 5566-7788") == "Ann Lee, +880 2 5566-7788"


def runbook(visibility: str = "public") -> Runbook:
    head = VariantHead.model_validate({"title": "Shop", "visibility": visibility})
    contacts = {
        "lead": Contact(title="Tech lead", name="Ann Lee"),
        "pay": Contact(title="Payments support", name="Stripe", phone="12345"),
        "deputy": Contact(title="Deputy", name="tech lead"),
        "guard": Contact(title="Guard", name="Guard"),
        "keeper": Contact(title="Keeper", name="Kim", visibility="internal"),
        "nights": Contact(title="Nights", name="Bob Ray / Cy Dunn, Tech lead", phone="555-0100"),
        "nobody": Contact(title="Nobody"),
    }
    return Runbook(variant=head, contacts=contacts, services={"stripe": Service(title="Payments", provider="Stripe")})


def test_people_of_roles_are_known_and_organisations_are_not_people() -> None:
    assert people_of([runbook()]).people == (
        Person("Tech lead", "Ann Lee"),
        Person("Payments support", "", "12345"),
        Person("Guard", "Guard"),
        Person("", "Kim"),
        Person("Nights", "Bob Ray", "555-0100"),
        Person("Nights", "Cy Dunn"),
        Person("Nights", "Tech lead Cy Dunn"),
    )


def test_titles_of_internal_roles_are_not_used() -> None:
    assert {(person.role, person.name) for person in people_of([runbook("internal")]).people} >= {("", "Ann Lee"), ("", "Stripe")}


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("_Ann Lee_ decides", "_Tech lead_ decides"),
        ("*Ann* Lee and *others*", "*Tech lead* and *others*"),
        ("Ann\\\nLee", "Tech lead"),
        ("> Ann\n> Lee", "> Tech lead"),
        ("Ann&nbsp;Lee", "Tech lead"),
        ("- [**Ann** Lee](https://x.example)\n- b", "- [**Tech lead**](https://x.example)\n- b"),
        ("* _Ann_ Lee\n* ____ and snake_case", "* _Tech lead_\n* ____ and snake_case"),
        ("> [!WARNING]\n> Ann\n> Lee decides", "> [!WARNING]\n> Tech lead decides"),
        ("Ann *Lee* and\n> \\*b\\* &lt;c&gt; **d**", "*Tech lead* and\n> \\*b\\* &lt;c&gt; **d**"),
        ("**ask Ann** Lee, **not Ann Lee", "**ask Tech lead**, **not Tech lead"),
        ("*A**n**n Lee*", "*Tech lead*"),
        ("write to <a.lee@shop.example> and <b@shop.example>", "write to Tech lead and <b@shop.example>"),
        ("| Ann Lee | _b_ |", "| Tech lead | _b_ |"),
    ],
)
def test_a_name_is_found_among_the_marks_of_prose(text: str, public: str) -> None:
    """Marks that split or touch a name do not hide it. All that is not within a name stays, so that quotes, code and strong text stay what
    they are."""
    assert PEOPLE.replaced_in(text) == public
