"""Records what textstat says of the texts in this folder, for tests/grade.rs.

pip install textstat==0.7.4
python3 tests/textstat/record.py

It needs no network when it runs, and writes recorded.json beside the texts.
"""

import hashlib
import importlib.metadata
import json
import pathlib

import textstat

VERSION = "0.7.4"
# The module's own `__version__` was forgotten in this release.
assert importlib.metadata.version("textstat") == VERSION, f"textstat {VERSION} is meant"

here = pathlib.Path(__file__).parent
texts = {}
for path in sorted(here.glob("*.txt")):
    text = path.read_text(encoding="utf-8")
    lang = path.name.split("-")[0]
    textstat.set_lang({"en": "en_US", "es": "es"}[lang])
    numbers = {
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "sentences": textstat.sentence_count(text),
        "words": textstat.lexicon_count(text),
        "syllables": textstat.syllable_count(text),
        "long": textstat.polysyllabcount(text),
    }
    if lang == "en":
        numbers["flesch_kincaid"] = round(textstat.flesch_kincaid_grade(text), 1)
        numbers["smog"] = round(textstat.smog_index(text), 1)
    else:
        numbers["inflesz"] = round(textstat.szigriszt_pazos(text), 1)
        numbers["fernandez_huerta"] = round(textstat.fernandez_huerta(text), 1)
    texts[path.name] = numbers
recorded = {"textstat": VERSION, "texts": texts}
(here / "recorded.json").write_text(json.dumps(recorded, indent=2, sort_keys=True) + "\n", encoding="utf-8")
