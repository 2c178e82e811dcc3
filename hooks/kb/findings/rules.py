"""Every rule, by subject. What finds it broken stands in `kb.rules`."""

from __future__ import annotations

from collections.abc import Mapping

from kb.findings.finding import Rule, Scope, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

# fmt: off

# Files
ENCODING = Rule(
    "file/encoding", Scope.FILE, _ERROR,
    "파일은 UTF-8로 저장한다.",
    "Files are saved as UTF-8.",
    "CP949",
)
CONFLICT = Rule(
    "file/conflict", Scope.FILE, _ERROR,
    "git이 합치지 못하고 남긴 표시가 없다.",
    "No marks are left over from a merge that git could not finish.",
    "<<<<<<< HEAD",
)
CHARACTER = Rule(
    "file/character", Scope.FILE, _ERROR,
    "보이지 않는 제어 문자와 사용자 지정 문자가 없다.",
    "There are no control characters and no private-use characters.",
    "U+0008",
    mends=True,
)
NAME = Rule(
    "file/name", Scope.FILE, _ERROR,
    "파일 이름으로 언어와 주소를 알 수 있다: 한국어는 page.md, 영어는 page.en.md.",
    "A file's name gives its language and address: page.md is Korean, page.en.md English.",
    "docs/market/size.EN.md",
)
TEMPLATE = Rule(
    "file/template", Scope.FILE, _ERROR,
    "overrides/의 틀은 쓰는 것이 모두 있고 실행된다.",
    "Every template that is used is in overrides/ and can be carried out.",
    "{% if %}",
)
SYNTAX = Rule(
    "yaml/syntax", Scope.FILE, _ERROR,
    "자료와 mkdocs.yml은 YAML 1.2 문법에 맞는다.",
    "Data files and mkdocs.yml are well-formed YAML 1.2.",
    "name: [Alpha",
    mends=True,
)
DUPLICATE_KEY = Rule(
    "yaml/duplicate-key", Scope.FILE, _ERROR,
    "한 묶음에 같은 키를 두 번 쓰지 않는다.",
    "A mapping has each key once.",
    "{kind: cloud, kind: project}",
)

# The data's form
UNKNOWN_FIELD = Rule(
    "schema/unknown-field", Scope.FILE, _ERROR,
    "기록에는 정해진 항목만 쓴다.",
    "A record has only the fields of its model.",
    "deploymnt: [managed]",
    mends=True,
)
MISSING_FIELD = Rule(
    "schema/missing-field", Scope.FILE, _ERROR,
    "꼭 쓰는 항목이 모두 있다.",
    "Every required field is there.",
    "{name: AlphaML}",
)
CHOICE = Rule(
    "schema/choice", Scope.FILE, _ERROR,
    "고르는 값은 허용된 것 가운데 하나다.",
    "A choice is one of the allowed values.",
    "level: matur",
    mends=True,
)
PATTERN = Rule(
    "schema/pattern", Scope.FILE, _ERROR,
    "식별자, 주소, 수, 나라 부호는 정해진 꼴로 쓴다.",
    "Ids, addresses, numbers and country codes have their form.",
    "country: Korea",
    mends=True,
)
SCAFFOLD = Rule(
    "file/scaffold", Scope.FILE, _ERROR,
    "뼈대의 빈칸은 채우거나 지운다.",
    "What a skeleton leaves to be written is written or gone.",
    "summary: {ko: ⟦한 줄 소개⟧}",
)
SCHEMA_FILE = Rule(
    "file/schema", Scope.FILE, _WARNING,
    "data/schema/의 스키마는 지금의 모델과 자료에서 나온 것이다.",
    "The schemas in data/schema/ are those of today's models and data.",
    "data/schema/vendors.json",
)
EMPTY = Rule(
    "schema/empty", Scope.FILE, _ERROR,
    "기록과 글과 목록은 비어 있지 않다.",
    "Records, texts and lists are not empty.",
    "ko: ''",
)
TYPE = Rule(
    "schema/type", Scope.FILE, _ERROR,
    "값은 항목이 받는 종류다.",
    "A value is of the kind that its field takes.",
    "usd: 4.1",
    mends=True,
)
RANGE = Rule(
    "schema/range", Scope.FILE, _ERROR,
    "수는 허용 범위 안에 있다.",
    "A number lies in its range.",
    "year: 203",
)
DATE = Rule(
    "schema/date", Scope.FILE, _ERROR,
    "날짜는 2026, 2026-04, 2026-04-22 가운데 한 꼴이다.",
    "A date reads 2026, 2026-04 or 2026-04-22.",
    "as_of: 2026년",
    mends=True,
)

# What the data say
UNKNOWN_FILE = Rule(
    "data/unknown-file", Scope.FILE, _ERROR,
    "data/의 파일은 모두 읽는 곳이 있다.",
    "Every file of data/ is read by something.",
    "data/vendor/beta.yml",
)
DUPLICATE_ID = Rule(
    "data/duplicate-id", Scope.FILE, _ERROR,
    "한 식별자는 한 파일에만 있다.",
    "An id stands in one file only.",
    "report: {…}",
)
UNKNOWN_ID = Rule(
    "data/unknown-id", Scope.RECORD, _ERROR,
    "다른 기록을 가리키는 식별자는 실제로 있는 것이다.",
    "An id of another record leads to one.",
    "source: reprot",
    mends=True,
)
DATE_ORDER = Rule(
    "data/date-order", Scope.RECORD, _ERROR,
    "날짜와 연도의 앞뒤가 맞는다.",
    "Dates and years follow one another.",
    "{published: '2027', accessed: 2026-01-02}",
)
MARKUP = Rule(
    "data/markup", Scope.RECORD, _ERROR,
    "자료의 글에는 HTML과 지시어가 없다.",
    "Texts of the data have no HTML and no calls.",
    "ko: <b>드리프트</b>",
)
UNKNOWN_PAGE = Rule(
    "data/unknown-page", Scope.RECORD, _ERROR,
    "검색어가 가리키는 페이지가 있다.",
    "Search words lead to a page that exists.",
    "page: market/sizes",
)
MISSING_WORD = Rule(
    "data/missing-word", Scope.SITE, _ERROR,
    "화면의 말은 모두 data/words.yml에 있다.",
    "Every word of the interface stands in data/words.yml.",
    '{{ t("none-statde") }}',
)
PLACEHOLDER = Rule(
    "data/placeholder", Scope.RECORD, _ERROR,
    "화면의 말에서 중괄호는 값이 들어갈 자리이고 짝이 맞는다.",
    "Braces in a word of the interface are places of values, and are closed.",
    "in-year: {ko: '{year년', en: '{year}'}",
)
UNUSED = Rule(
    "data/unused", Scope.SITE, _WARNING,
    "기록마다 보여 주는 페이지가 있다.",
    "Some page shows each record.",
    "spare: {label: Spare, …}",
)
UNUSED_FILE = Rule(
    "file/unused", Scope.FILE, _WARNING,
    "docs/의 그림과 내려받을 파일은 어느 페이지가 링크한다.",
    "Some page links to each picture and download in docs/.",
    "docs/images/old.png",
)
GRADE = Rule(
    "sources/grade", Scope.RECORD, _ERROR,
    "주소가 없는 출처만 U등급이다.",
    "Sources without an address, and only those, have grade U.",
    "{quality: A}",
)
UNUSED_SOURCE = Rule(
    "sources/unused", Scope.SITE, _WARNING,
    "출처마다 인용하는 곳이 있다.",
    "Something cites each source.",
    "spare: {kind: press, …}",
)
GROWTH = Rule(
    "market/growth", Scope.RECORD, _ERROR,
    "발표된 성장률은 끝값에서 계산한 폭 안에 있다.",
    "A stated growth rate lies in the band that its end points allow.",
    'stated_cagr: {percent: "41.8", from: 2023, to: 2028}',
)
HEADLINE = Rule(
    "market/headline", Scope.SITE, _ERROR,
    "대표 추정치는 하나다.",
    "One estimate stands for the market.",
    "use: headline",
)
LEVEL = Rule(
    "maturity/level", Scope.SITE, _ERROR,
    "성숙도의 단계마다 이름과 기준이 있고 다른 단계는 없다.",
    "Each level of maturity is described, and no other.",
    "top: {name: Top, criteria: Top}",
    mends=True,
)
MOVE = Rule(
    "maturity/move", Scope.RECORD, _ERROR,
    "직전 판과 다른 단계에는 이유가 있고, 같은 단계에는 없다.",
    "A level that differs from the edition before has a reason, and no other.",
    "automl: {level: mature}",
)
GAP = Rule(
    "maturity/gap", Scope.RECORD, _ERROR,
    "직전 판에 있던 기술은 새 판에도 있다.",
    "A technology of the edition before is in the new one, too.",
    "assessments: {}",
)
DRAFT = Rule(
    "maturity/draft", Scope.FILE, _WARNING,
    "초안인 판에 남은 일이 없다.",
    "Nothing is left to do in the draft of an edition.",
    "draft: true",
)
EVIDENCE = Rule(
    "maturity/evidence", Scope.RECORD, _ERROR,
    "평가마다 증거가 있다.",
    "Each assessment has evidence.",
    "automl: {level: initial}",
)
OVERDUE = Rule(
    "review/overdue", Scope.RECORD, _WARNING,
    "판과 페이지는 다시 볼 날을 넘기지 않는다.",
    "Editions and pages are reviewed by their day.",
    "review_by: 2026-02-02",
)
RELICENSED = Rule(
    "maturity/relicensed", Scope.RECORD, _ERROR,
    "단계가 기대는 제품이 오픈소스를 떠났으면 평가가 그 제품을 든다.",
    "Where a product that a level rests on has left open source, the assessment names it.",
    "events: [{type: licence, date: 2027-03-02, …}]",
)
ENDED = Rule(
    "maturity/ended", Scope.RECORD, _ERROR,
    "단계가 기대는 제품이 끝났으면 평가가 그 제품을 든다.",
    "Where a product that a level rests on has ended, the assessment names it.",
    "status: {value: discontinued, …}",
)
DUE = Rule(
    "review/due", Scope.RECORD, _WARNING,
    "낡는 값은 다시 볼 날을 넘기지 않는다. 릴리스 검사에서만 본다.",
    "What ages is looked at again by its day. Looked for by the release check only.",
    "accessed: 2026-01-02",
)
COVERS = Rule(
    "currency/covers", Scope.RECORD, _WARNING,
    "무엇이 낡는지는 실제로 있는 자리를 가리킨다.",
    "What is said to age stands somewhere in the data.",
    'covers: ["vendors.*.answers.prise"]',
)
LICENCE_SOURCE = Rule(
    "vendors/licence-source", Scope.RECORD, _ERROR,
    "라이선스에는 출처가 있다. 찾지 못한 라이선스는 쓰지 않는다.",
    "A licence has a source; one for which none was found is left out.",
    "licence: {id: proprietary, open_source: false}",
)
LAST_RELEASE = Rule(
    "vendors/last-release", Scope.RECORD, _ERROR,
    "마지막 판이라 적은 것보다 새 판이 그 제품의 사건에 없다.",
    "No release among a product's events is newer than what its record calls the last.",
    "events: [{type: release, text: 2.1.12판을 냈다., …}]",
)
STATUS = Rule(
    "vendors/status", Scope.RECORD, _ERROR,
    "이름이 바뀌거나 인수되거나 끝난 제품에는 날짜와 출처가 있다.",
    "A product that was renamed, bought or ended has a date and a source.",
    "status: {value: acquired}",
)
CORRECTION_TARGET = Rule(
    "corrections/target", Scope.RECORD, _ERROR,
    "정정은 실제로 있는 기록을 가리킨다.",
    "A correction points at a record that exists.",
    "of: vendors.alfa",
)
CORRECTION_SOURCE = Rule(
    "corrections/source", Scope.RECORD, _ERROR,
    "정정에는 출처가 있거나 우리 조사라는 표시가 있다.",
    "A correction has a source or says that it is ours.",
    "sources: []",
)
FORBIDDEN = Rule(
    "glossary/forbidden", Scope.PAGE, _ERROR,
    "페이지와 자료에 용어집이 막은 표기를 쓰지 않는다.",
    "Pages and data have no spelling that the glossary rules out.",
    "드리프팅",
    mends=True,
)

# What pages say of the data
HEARSAY = Rule(
    "prose/hearsay", Scope.PAGE, _ERROR,
    "C등급 출처만 드는 문장은 누가 한 말인지 밝힌다. 법과 표준을 옮긴 글은 따지지 않는다.",
    "A sentence that cites grade C alone says whose word it is; reprints of laws and standards are let be.",
    'Acme는 팔렸다{{ cite("blog") }}.',
)
PROSE_VERSION = Rule(
    "prose/version", Scope.PAGE, _ERROR,
    "글이 마지막 판이라 하는 것은 그 제품의 기록과 같고, 그보다 새것은 없다.",
    "What prose calls a product's last version is its record's, and it names none that is newer.",
    "AlphaML의 마지막 판은 2.1.0이다",
)
PROSE_DATE = Rule(
    "prose/date", Scope.PAGE, _ERROR,
    "글에 적힌 법의 시행일, 인수한 때, 레이더의 호는 기록의 날짜다.",
    "The dates that prose gives a law, a purchase and a volume of the radar are their records'.",
    "인공지능기본법은 2026년 1월 21일 시행됐다",
)
PROSE_AMOUNT = Rule(
    "prose/amount", Scope.PAGE, _ERROR,
    "글이 추정한 곳이나 인수한 두 쪽과 함께 적은 금액은 기록의 금액이다.",
    "An amount beside who estimates it, or beside both sides of a deal, is the record's.",
    "Institute는 시장을 210억 달러로 본다",
)
PROSE_LICENCE = Rule(
    "prose/licence", Scope.PAGE, _ERROR,
    "글이 제품의 것이라 하는 라이선스는 그 기록에 있고, 오픈소스라 하면 기록도 그렇다.",
    "A licence that prose gives a product is in its record, and so is that it is open source.",
    "AlphaML은 Apache-2.0 오픈소스다",
)

# Pages
PAGE_SYNTAX = Rule(
    "page/syntax", Scope.FILE, _ERROR,
    "머리말은 YAML이고 지시어는 모두 닫혀 있다.",
    "Front matter is YAML and every call is closed.",
    "title: [초안",
    mends=True,
)
FRONT_MATTER = Rule(
    "page/front-matter", Scope.PAGE, _ERROR,
    "페이지마다 제목과 소개가 있다.",
    "Each page has a title and a description.",
    "title:",
)
FIELD = Rule(
    "page/field", Scope.PAGE, _ERROR,
    "머리말에는 정해진 항목만, 정해진 꼴로 쓴다.",
    "Front matter has the known entries only, each in its form.",
    "reviewd: 2026-11-23",
    mends=True,
)
HEADING = Rule(
    "page/heading", Scope.PAGE, _ERROR,
    "본문의 제목은 '## '부터 한 단계씩 내려간다.",
    "Headings of the body begin at the second level and go down one by one.",
    "# 제목 {#title}",
    mends=True,
)
HEADING_ID = Rule(
    "page/heading-id", Scope.PAGE, _ERROR,
    "제목마다 영어 식별자가 있다.",
    "Each heading has an id in English.",
    "## 시장 규모",
    mends=True,
)
DUPLICATE_HEADING = Rule(
    "page/duplicate-id", Scope.PAGE, _ERROR,
    "한 페이지에서 식별자는 한 번씩만 쓴다.",
    "A page has each id once.",
    "## 다시 {#estimates}",
)
SPACE = Rule(
    "page/space", Scope.PAGE, _ERROR,
    "목록과 상자와 식별자 앞에는 보통 빈칸을 쓴다.",
    "Lists, boxes and ids have a plain blank, no other white space.",
    "-\u00a0항목",
    mends=True,
)
LEFTOVER = Rule(
    "page/leftover", Scope.PAGE, _ERROR,
    "마크다운이 알아보지 못해 글로 찍히거나 사라지는 것이 없다.",
    "Nothing is printed as text, or lost, because Markdown does not know it.",
    "[[링크]]",
    mends=True,
)
HTML = Rule(
    "page/html", Scope.PAGE, _ERROR,
    "페이지에 없는 요소나 실행되는 HTML을 쓰지 않는다.",
    "A page has no HTML that does not exist, and none that runs.",
    "<your-name>",
)
CALL = Rule(
    "page/call", Scope.PAGE, _ERROR,
    "지시어는 모두 실행할 수 있다.",
    "Every call can be carried out.",
    '{{ figure("market.frist.target") }}',
    mends=True,
)
BLOCK_CALL = Rule(
    "page/block-call", Scope.PAGE, _ERROR,
    "덩어리를 만드는 지시어는 빈 줄 사이에 홀로 쓴다.",
    "A call that makes a block stands alone between blank lines.",
    "시장은 {{ estimates_table() }}",
    mends=True,
)
CHART = Rule(
    "page/chart", Scope.PAGE, _ERROR,
    "직접 쓴 차트는 뜻대로 그려진다.",
    "A chart that is typed into a page can be drawn as it is meant.",
    '"mark": "bra"',
)
CHART_ID = Rule(
    "page/chart-id", Scope.SITE, _ERROR,
    "서로 다른 차트는 식별자도 다르다.",
    "Different charts have different ids.",
    "```vegalite {#runs}",
)
LINK = Rule(
    "page/link", Scope.PAGE, _ERROR,
    "페이지 링크는 실제로 있는 한국어 파일을 이 페이지에서 본 경로로 가리킨다.",
    "A link to a page names an existing Korean file by its path from this one.",
    "[시장](market/siz.md)",
    mends=True,
)
ANCHOR = Rule(
    "page/anchor", Scope.PAGE, _ERROR,
    "링크의 #식별자는 그 페이지에 있다.",
    "The #id of a link stands on the page that it leads to.",
    "[추정치](size.md#estimate)",
    mends=True,
)
LINKED_FILE = Rule(
    "page/file", Scope.PAGE, _ERROR,
    "그림과 내려받을 파일은 docs/에 있다.",
    "Pictures and downloads are in docs/.",
    "![구조](images/engin.png)",
    mends=True,
)
LINK_SCHEME = Rule(
    "page/link-scheme", Scope.PAGE, _ERROR,
    "밖으로 가는 링크는 https://, http://, mailto: 가운데 하나로 시작한다.",
    "A link to elsewhere begins with https://, http:// or mailto:.",
    "[열기](javascript:alert(1))",
)

# The menu
UNTRANSLATED = Rule(
    "nav/untranslated", Scope.SITE, _ERROR,
    "메뉴 이름마다 영어가 있다.",
    "Each label of the menu has its English.",
    "- 규모: [market/size.md]",
)
OMITTED = Rule(
    "nav/omitted", Scope.SITE, _ERROR,
    "페이지는 모두 메뉴에 있다.",
    "Every page is in the menu.",
    "nav: [index.md]",
)
NO_PAGE = Rule(
    "nav/missing", Scope.SITE, _ERROR,
    "메뉴의 항목마다 페이지가 있다.",
    "Each entry of the menu leads to a page.",
    "- indx.md",
    mends=True,
)
SHAPE = Rule(
    "nav/shape", Scope.SITE, _ERROR,
    "메뉴는 페이지의 경로와 '이름: 경로나 목록'의 목록이다.",
    "The menu is a list of paths, and of labels with a path or a list.",
    "- 시장: {크기: market/size.md}",
)
EMPTY_SECTION = Rule(
    "nav/empty", Scope.SITE, _ERROR,
    "메뉴의 묶음에는 페이지가 있다.",
    "A section of the menu has a page.",
    "- 시장: []",
)

# Addresses
UNLISTED = Rule(
    "addresses/unlisted", Scope.SITE, _WARNING,
    "페이지의 주소는 모두 data/addresses.txt에 있다.",
    "The address of every page is in data/addresses.txt.",
    "docs/market/new.md",
)
GONE = Rule(
    "addresses/gone", Scope.SITE, _ERROR,
    "한번 공개한 주소에는 페이지가 있거나 옮긴 곳이 적혀 있다.",
    "At every address that was published there is a page, or it is told where it has moved.",
    "/market/sizes/",
)
REDIRECT = Rule(
    "addresses/redirect", Scope.SITE, _ERROR,
    "옮긴 곳은 실제로 있고, 거기서 또 옮겨 가지 않는다.",
    "Where something has moved to is there, and leads no further.",
    "/market/sizes/: /market/nowhere/",
)

# Other settings
SETTING = Rule(
    "config/setting", Scope.SITE, _ERROR,
    "mkdocs.yml의 확장과 번역 설정은 쓸 수 있는 것이다.",
    "The extensions and the translations that mkdocs.yml sets can be used.",
    "markdown_extensions: [atr_list]",
)

# Translations
ORIGINAL = Rule(
    "translation/original", Scope.PAIR, _ERROR,
    "옮긴 글에는 한국어 원문이 있다.",
    "A translation has its Korean original.",
    "docs/other.en.md",
)
EXTRA = Rule(
    "translation/extra", Scope.PAIR, _WARNING,
    "옮긴 글에만 있는 절, 지시어, 링크, 그림은 없다.",
    "A translation has no section, call, link or picture of its own.",
    "## More {#more}",
)
LACKING = Rule(
    "translation/lacking", Scope.PAIR, _WARNING,
    "한국어 절의 지시어, 링크, 그림은 옮긴 글에도 있다.",
    "The calls, links and pictures of a Korean section are in its translation, too.",
    "The market is large.",
)
UNLIKE = Rule(
    "translation/shape", Scope.PAIR, _WARNING,
    "절의 차례와 단계, 표의 행과 열, 목록의 항목 수, 코드는 한국어와 같다.",
    "Order and levels of sections, rows and columns, items of lists and code are those of the Korean.",
    "| Year | Amount |",
)
TRANSLATED_LINK = Rule(
    "translation/link", Scope.PAGE, _WARNING,
    "옮긴 글의 링크는 실제로 있는 곳을 가리킨다.",
    "A link of a translation leads somewhere.",
    "[Market](siz.md)",
)
TRANSLATED_CALL = Rule(
    "translation/call", Scope.PAGE, _WARNING,
    "한국어가 바뀐 뒤에도 옮긴 글의 지시어는 계산할 수 있다.",
    "The calls of a translation can be carried out after its Korean has changed.",
    '{{ figure("market.frist.target") }}',
)
UNTRANSLATED_TEXT = Rule(
    "translation/korean", Scope.PAGE, _WARNING,
    "영어 페이지의 글은 영어다.",
    "The text of an English page is English.",
    "이 절은 아직 한국어다.",
)
MISSING = Rule(
    "translation/missing", Scope.PAIR, _WARNING,
    "페이지의 모든 부분을 영어로 옮긴다.",
    "All parts of a page are translated.",
    "docs/other.md",
)
STALE = Rule(
    "translation/stale", Scope.PAIR, _WARNING,
    "옮긴 글은 지금의 한국어를 옮긴 것이다.",
    "A translation translates the Korean of today.",
    "estimates: v1-00000000",
)
REMOVED = Rule(
    "translation/removed", Scope.PAIR, _WARNING,
    "한국어에서 지운 절은 옮긴 글에서도 지운다.",
    "A section that the Korean no longer has is taken out of the translation.",
    "## Gone {#gone}",
)
LOCK = Rule(
    "translation/lock", Scope.SITE, _ERROR,
    "data/translation.lock은 명령이 쓴 그대로다.",
    "data/translation.lock stands as the command has written it.",
    "vendors/alpha summary",
)
DATA_MISSING = Rule(
    "translation/data-missing", Scope.SITE, _WARNING,
    "자료의 글마다 영어가 있다.",
    "Each text of the data has its English.",
    "{ko: 데이터가 변하는 것}",
)
DATA_STALE = Rule(
    "translation/data-stale", Scope.SITE, _WARNING,
    "자료의 영어는 지금의 한국어를 옮긴 것이다.",
    "The English of the data translates the Korean of today.",
    "{ko: 바뀐 글, en: Old text}",
)
# fmt: on

BY_ID: Mapping[str, Rule] = {
    rule.id: rule for rule in list(globals().values()) if isinstance(rule, Rule)
}
"""Every rule by its id, in the order above."""
