"""The small words of languages: ids leave them out, and they show in which language a document is."""

from __future__ import annotations

# Words without which a title says the same. Words that change its meaning, such as `not`, `before` and `all`, are no small words.
STOP_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "en": "a an the of to in on at for and or is are be been was were with by from as that this these those it its has have had will"
        " would should can may do does did your our their his her we you they i he she there into than then so if any some each every via",
        "de": "der die das den dem des ein eine einen einem einer eines und oder ist sind wird werden wurde im in am an auf von vom zu zum"
        " zur mit bei fuer durch als dass es sie er wir ihr sich auch aus hat haben ihre ihren seine man diese dieser dieses wie sein",
        "fr": "le la les un une des du de d l et ou est sont a au aux en dans sur pour par avec que qui ce cette ces se s sa son ses leur"
        " il elle on nous vous ils elles y n j c m t qu etre ont votre notre",
        "es": "el la los las un una unos unas de del y o u e es son esta estan en a al para por con que se su sus lo le les este esta estos"
        " ha han ser como nos",
        "pt": "o a os as um uma uns umas de do da dos das e ou em no na nos nas para por pelo pela com que se seu sua seus suas ao aos"
        " esta estao este foi ser tem sao como num numa nao",
        "it": "il lo la i gli le un uno una di del della dei delle dello degli e o ed in nel nella nei sul sulla a al alla ai da dal dalla"
        " per con che si sono ha hanno questo questa essere come l d",
        "nl": "de het een en of is zijn wordt worden in op aan van voor met bij door als dat die dit te ten ter er je u uw wij ze hij om"
        " naar uit heeft hebben",
        "sv": "en ett den det de och eller att i om med till av som har kan ska vid ur sin sina",
        "pl": "i oraz lub w na z ze do od dla przez jest sie to ten ta te po przy o u a za jak",
        "tr": "ve veya bir bu icin ile de da mi olan olarak gibi ki",
        # The sounds of hiragana between other words.
        "ja": "no wo ni ha wa ga de to he ya mo ka kara made yori nado heno deno tono karano madeno niha deha toha suru shimasu shita"
        " shite shiteiru shiteimasu sareru sareta sareteiru sareteimasu saremasu masu mashita desu da dearu iru imasu aru arimasu"
        " o u ku ru su i",
        "id": "dan atau yang di ke dari untuk dengan pada adalah ini itu telah akan oleh sebagai",
    }.items()
}


def small_words(language: str) -> frozenset[str]:
    """Return the small words of a language, given by its tag; those of English for a language without a list."""
    return STOP_WORDS.get(language.partition("-")[0].lower(), STOP_WORDS["en"])
