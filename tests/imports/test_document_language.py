"""The language of a document. Also tests `language_words`."""

from __future__ import annotations

import pytest

from generator.imports.document_language import document_language
from generator.imports.language_words import STOP_WORDS, small_words

TEXTS = {
    "bn": "# নৌকা ছাড়ার তালিকা\n- [ ] দড়ি `bowline` গিঁটে বাঁধা\n[English](./README.md)",
    "ar": '<div dir="rtl">\n# قائمة فتح المتحف\n- [ ] المصباح `lamp-3` مضاء\n```bash\ndoors open main and so on, a long command\n```',
    "fa": "# چک‌لیست پشتیبان‌گیری\nپایگاه داده را بررسی کنید. گزارش",
    "zh": "# 部署清单\n- [ ] 检查 Kubernetes 集群\n- [ ] 备份 PostgreSQL 数据库",
    "ja": "# 本番リリース手順\n- [ ] データベースをバックアップする\n- [ ] API を確認",
    "ko": "# 배포 체크리스트\n- [ ] 데이터베이스 백업",
    "ru": "# План аварийного восстановления\n- [ ] Проверить API",
    "uk": "# План відновлення\n- [ ] Перевірити з'єднання і її стан",
    "el": "# Λίστα ελέγχου",
    "he": "# רשימת בדיקה",
    "hi": "# सर्वर की जाँच सूची",
    "th": "# รายการตรวจสอบ",
    "de": "# Notfallplan\n- [ ] Die Datenbank ist gesichert und der Server wird nicht mehr benutzt",
    "pt": "# Lista de verificação\n- [ ] O banco de dados foi restaurado e os testes da aplicação não falham",
    "es": "# Lista de comprobación\n- [ ] La base de datos está en el servidor y los usuarios se conectan con el proxy",
    "fr": "# Plan de reprise\n- [ ] La base est restaurée et les sauvegardes sont dans le coffre",
    "en": "# Boats\n- [ ] The harbour is closed and the lights are on\n- [ ] Café naïve",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_letters_and_small_words_show_the_language(language: str, text: str) -> None:
    """Commands and names in Latin letters do not hide the language around them."""
    assert document_language(text) == language


@pytest.mark.parametrize(
    ("stated", "language"),
    {"pt_BR": "pt-BR", "de": "de", "Deutsch": "de", "zh-Hant": "zh-Hant", "": "bn", "nonsense words": "bn"}.items(),
)
def test_what_the_document_says_wins(stated: str, language: str) -> None:
    """The front matter names the language, in the forms that people use; what is not a language is not used."""
    assert document_language(TEXTS["bn"], stated) == language


@pytest.mark.parametrize("text", ["", "GET /health 200", "```\nthe is of and to\n```", "1 2 3", "🚀"])
def test_nothing_is_guessed_from_too_little(text: str) -> None:
    """A text without words of a language has none."""
    assert document_language(text) == ""


def test_small_words_are_written_as_ids_write_them() -> None:
    """Small words are compared after letters have lost their accents; an unknown language has those of English."""
    assert all(word.isascii() for words in STOP_WORDS.values() for word in words)
    assert small_words("pt-BR") == STOP_WORDS["pt"] and small_words("xx") == STOP_WORDS["en"]
