// Search worker: what stands behind the theme's search box.
//
// It answers out of one index for each language, that of the reader first, which tells the pages
// but not what they say. That stands in files of its own, the parts of a page, of which it fetches
// those that it shows.
//
// Text is compared as the keys that type it. Hangul becomes two-set keys in capitals (모니터링 is
// AHSLXJFLD; a shifted key is followed by ^), Latin letters are lower case. So a half-typed syllable
// (모니터ㄹ) is a prefix of the word, spaces do not matter, and the wrong layout is the other case.
// The build writes the index by the same rules: hooks/kb/search, where index.py tells its format.
"use strict"

// The theme's four messages, and ours: the search cannot start; the reader may go down the list;
// what stands further down in it.
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, FAILED = 4, MORE = 5, REST = 6
const VERSION = 4

// What a match is worth by its field. Each outweighs all below it together, even where the match
// covers little of a long title and so counts half.
const TITLE = 6, HEADING = 2, BODY = 1
// And by how it fits: the word with any ending, a part of a word, a word that takes slips.
const WHOLE = 1, PART = 0.5, GUESS = 0.25
// What the best part of a page adds, where the words are near each other; and how much a page pays for
// the words it lacks, of which sentences have some that name nothing.
const NEAR = 0.25, COVER = 0.9
// What the unit of a sum may weigh: billion is rare in Korean, and names nothing.
const UNIT = 1
// BM25's: how soon repetition stops to count, and how much long pages pay for their length, which
// is less than usual, as the longer of two pages here says more of its subject.
const SATURATION = 1.2, LENGTH = 0.5

// What reading a query costs: a known word, the beginning of one, an unknown one and each of its
// keys, a joint where a space was typed, a cut where none was, a scrap left over by one. The
// cheapest reading wins.
const KNOWN = 1, BEGUN = 1.2, UNKNOWN = 1, UNKNOWN_KEY = 0.4, JOINT = 1.1, CUT = 0.6, SCRAP = 2

// In keys: two syllables.
const SHORTEST_STEM = 4
// Letters that one word of a query may have.
const LONGEST_WORD = 20
const LONGEST_QUERY = 100
// Of one term: what is left would not change the first results.
const MOST_POSTINGS = 20000
const MOST_PAGES = 20, MOST_SECTIONS = 3, MOST_FORMS = 8, MOST_MARKS = 60, MOST_GUESSES = 3
// As many as a phone shows of a list.
const FIRST_PAGES = 2
// As many as the theme lists before someone goes down.
const LISTED_PAGES = 10
// Milliseconds that a list waits for what pages say, and after which someone types no more.
const PATIENCE = 600
const TEASER = 160, BEFORE_MARK = 40

// ---- Keys ----

const CONSONANTS = "R R^ RT S SW SG E E^ F FR FA FQ FT FX FV FG A Q Q^ QT T T^ D W W^ C Z X V G".split(" ")
const VOWELS = "K O I O^ J P U P^ H HK HO HL Y N NJ NP NL B M ML L".split(" ")
const INITIALS = CONSONANTS.filter(key => key.replace("^", "").length === 1)
const FINALS = ["", ...CONSONANTS.filter(key => !/[EQW]\^/.test(key))]
const CONSONANT = "[RSEFAQTDWCZXVG]\\^?", VOWEL = "[KOIJPUHNMBLY]\\^?"
const SYLLABLE_STARTS = RegExp(`(?=${CONSONANT}${VOWEL})`)
const INITIALS_ONLY = RegExp(`^(${CONSONANT}){2,}$`)
const WORD = /[가-힣ㄱ-ㅣ]+|\d+(?:[.,]\d+)*|(?:(?![가-힣ㄱ-ㅣ])[\p{L}\p{N}])+/gu

// Letters in their usual form, Ｍ as M, where that is one letter, so that places in a text remain.
function folded(text) {
  return text.normalize("NFC").replace(/[^\0-\x7f가-힣ㄱ-ㅣ]/g, letter => {
    const usual = letter.normalize("NFKC")
    return usual.length === 1 ? usual : letter
  })
}

const plain = text => folded(text).toLowerCase()
const isHangul = key => key >= "A" && key < "["

function keyOf(letter) {
  const code = letter.charCodeAt(0), syllable = code - 0xac00
  if (syllable >= 0 && syllable < 11172)
    return INITIALS[Math.floor(syllable / 588)] + VOWELS[Math.floor(syllable % 588 / 28)] + FINALS[syllable % 28]
  if (code >= 0x3131 && code <= 0x3163)
    return code < 0x314f ? CONSONANTS[code - 0x3131] : VOWELS[code - 0x314f]
  return letter === "," ? "" : letter
}

// Texts repeat their words.
const known = new Map()

function keysOf(word) {
  let keys = known.get(word)
  if (keys === undefined) known.set(word, keys = [...word].map(keyOf).join(""))
  return keys
}

// The keys of a word, one string for each place where it may be cut.
function unitsOf(word) {
  return /^\d/.test(word) ? [keysOf(word)] : [...plain(word)].map(keyOf)
}

// The same keys in the other layout: ahslxjfld is 모니터링, ㅡㅣㅐㅔㄴ is mlops.
function inOtherLayout(word) {
  if (/[가-힣ㄱ-ㅣ]/.test(word))
    return [...unitsOf(word).join("").replaceAll("^", "").toLowerCase()]
  if (!/^[a-z]+$/i.test(word)) return []
  const shifted = key => key.toUpperCase() + (/[REQTWOP]/.test(key) ? "^" : "")
  return word.replace(/./g, shifted).split(SYLLABLE_STARTS)
}

// A text with its keys, spaces left out, its words, and where each begins in the keys.
function squeeze(text) {
  const words = [...plain(text).matchAll(WORD)], starts = []
  let keys = ""
  for (const [word] of words) {
    starts.push(keys.length)
    keys += keysOf(word)
  }
  return { text, keys, words, starts }
}

// Whether `typed` from `i` on begins `word` from `j` on after at most `left` slips: a wrong key, one
// missing, one too many, two swapped.
function begins(typed, i, word, j, left) {
  while (i < typed.length && typed[i] === word[j]) i++, j++
  if (i === typed.length) return true
  return left > 0 && (
    begins(typed, i + 1, word, j + 1, left - 1)
    || begins(typed, i, word, j + 1, left - 1)
    || begins(typed, i + 1, word, j, left - 1)
    || (typed[i] === word[j + 1] && typed[i + 1] === word[j] && begins(typed, i + 2, word, j + 2, left - 1))
  )
}

// ---- Sounds ----

// Hangul as it is heard: of each kind of consonant one capital, and vowels but ㅡ, which Korean puts
// between consonants. So 카프카 is KaPKa.
const KEYS = "RZSDEXFAQVTWCGKOIJPUHNYBL", SOUNDS = "KKNNTTLMPPSSSHaeaeeeououi"

const soundOf = keys => keys.replace(/D(?=[KOIJPUHNYBLM])/g, "").replace(/./g, key => SOUNDS[KEYS.indexOf(key)] || "")

// The same for Latin letters, which may stand for one of several sounds.
const HEARD = { b: "P", c: "KS", d: "T", f: "P", g: "KS", h: "H", j: "S", k: "K", l: "L", m: "M", n: "N", p: "P", q: "K", r: "L", s: "S", t: "TS", v: "P", x: "KS", z: "S" }

// The pattern of what a Latin word may sound like, its letters read or spelled: mlflow is 엠엘플로.
function heard(word) {
  const sounds = word.replace(/(.)\1/g, "$1").replace(/([aeiouwy]+)|./g, (letters, vowels, at, word) => {
    if (vowels) return /[aiou]/.test(vowels) ? "o+" : "o*"
    const sound = `[${HEARD[letters]}]${/^([ghr]|[cdt][cgjksz])/.test(word.slice(at)) ? "*" : "+"}`
    return /[aeiouwy]/.test(word[at + 1]) ? sound : `o*${sound}o*`
  })
  return RegExp(`^${sounds}$`)
}

// ---- Reading the index ----

// What the marks in a list stand for.
const COUNTS = [1, 4, 12], SHARES = [0, 0.4, 1]

const linesOf = text => text.split("\n").slice(0, -1)

function lineStarts(lines) {
  const starts = [0]
  for (let end = lines.indexOf("\n"); end >= 0; end = lines.indexOf("\n", end + 1)) starts.push(end + 1)
  return Int32Array.from(starts)
}

// Calls back with each part of a list, whether the title of its page holds the word, which share of
// a heading it is there, and how often it stands in the texts: see postings.py.
function readList(text, at, visit) {
  const isMark = (from, to) => text.charCodeAt(at) >= from && text.charCodeAt(at) < to
  for (let part = 0; isMark(48, 126); part++) {
    let step = 0
    while (isMark(112, 126)) step = step * 14 + text.charCodeAt(at++) - 112
    part += step * 64 + text.charCodeAt(at++) - 48
    const kind = isMark(33, 40) ? text.charCodeAt(at++) - 32 : 0
    visit(part, kind > 3, SHARES[kind & 3], isMark(40, 48) ? COUNTS[text.charCodeAt(at++) - 40] : kind ? 0 : 1)
  }
}

// The first of `size` places in order for which `isBefore` no longer holds.
function firstNot(size, isBefore) {
  let low = 0, high = size
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}

class Index {
  constructor(bytes) {
    this.decoder = new TextDecoder()
    let at = bytes.indexOf(10) + 1
    Object.assign(this, JSON.parse(this.decoder.decode(bytes.subarray(0, at))))
    if (this.version !== VERSION) throw Error(this.version)
    const [pages, words, lists, groups] = this.sizes.map(size => this.decoder.decode(bytes.subarray(at, at += size)))
    this.endings = this.endings.split(" ")
    this.wholeEndings = new Set(this.endings)
    this.open = RegExp(this.open)
    this.stop = new Set(this.stop.split(" "))
    this.readWords(linesOf(words))
    this.lists = lists
    this.listStarts = lineStarts(lists)
    this.groups = linesOf(groups).map(list => ({ list, names: [] }))
    this.readPages(linesOf(pages))
    for (let at = 0; at < this.size; at++)
      if (this.isGroup(at)) this.eachGroup(at, group => group.names.push(this.word(at).slice(0, -1)))
  }

  // Each word says first how much of it is as in the one before.
  readWords(lines) {
    let last = ""
    this.words = lines.map(line => last = last.slice(0, line.charCodeAt(0) - 48) + line.slice(1)).join("\n") + "\n"
    this.wordStarts = lineStarts(this.words)
    this.size = this.wordStarts.length - 1
  }

  // A line for each part; of one that is not the first of its page it is empty.
  readPages(lines) {
    this.pages = []
    this.parts = lines.map((line, at) => {
      if (line) {
        const [address, title, length, sections] = line.split("\t")
        const [worth, named] = [address, address + "#"].map(place => this.kindOf(place)[2])
        this.pages.push({ address, worth, named, name: squeeze(title), length: +length, sections: +sections + 1, parts: [] })
      }
      const { address, parts } = this.pages.at(-1)
      return { page: this.pages.length - 1, path: `${address}${parts.push(at) - 1}.txt` }
    })
    const sum = key => this.pages.reduce((sum, page) => sum + page[key], 1) / this.pages.length
    const length = sum("length"), sections = sum("sections")
    for (const page of this.pages) {
      page.norm = SATURATION * (1 - LENGTH + LENGTH * page.length / length)
      // In a list of hundreds one heading says little of what the page is about.
      page.heading = Math.min(1, Math.sqrt(sections / page.sections))
    }
    for (const name of ["titles", "headings", "told"]) this[name] = new Float32Array(lines.length)
  }

  // What a place is, and what matches there are worth: by how its address begins.
  kindOf(location) {
    return this.kinds.find(([start]) => RegExp(`^${start}`).test(location))
  }

  word(at) {
    return this.words.slice(this.wordStarts[at], this.wordStarts[at + 1] - 1)
  }

  // The word that `offset` in the text of all lies in.
  wordOver(offset) {
    return firstNot(this.size, middle => this.wordStarts[middle + 1] <= offset)
  }

  isPhrase(at) {
    return this.words[this.wordStarts[at + 1] - 2] === "~"
  }

  isGroup(at) {
    return this.lists[this.listStarts[at]] === "#"
  }

  // The words that begin with `key`: the place of each, and what follows the key in it.
  *from(key) {
    for (let at = firstNot(this.size, middle => this.word(middle) < key); at < this.size; at++) {
      const word = this.word(at)
      if (!word.startsWith(key)) return
      yield [at, word.slice(key.length)]
    }
  }

  // The words, or the phrases, that hold `key` further in: two syllables or three letters at least.
  *holding(key, arePhrases = false) {
    if (key.length < (isHangul(key) ? SHORTEST_STEM : 3) || key < "A") return
    for (let at = this.words.indexOf(key), count = 0; at >= 0 && count < 500; at = this.words.indexOf(key, at + 1)) {
      if (at === 0 || this.words[at - 1] === "\n") continue
      const place = this.wordOver(at)
      if (this.isPhrase(place) !== arePhrases) continue
      count++
      yield place
    }
  }

  // ---- Words and endings ----

  // While a word is typed the beginning of an ending is one, too: 배폰 is 배포 and the ㄴ of 는.
  isEnding(rest, isOpen) {
    return this.wholeEndings.has(rest)
      || this.open.test(rest)
      || isOpen && this.endings.some(ending => ending.startsWith(rest))
  }

  isSame(key, rest) {
    if (rest === "") return true
    // Three letters are too few to lose an ending, but for the plural: GPUs.
    if (!isHangul(key) && key.length < SHORTEST_STEM) return rest === "s" && key.length > 1
    return this.isEnding(rest)
  }

  stems(key, isOpen) {
    const found = []
    // One syllable may be a stem (팀은) where no word begins like the whole (데이 of 데이터).
    const shortest = isHangul(key) && this.from(key).next().done ? 2 : SHORTEST_STEM
    for (let end = key.length - 1; end >= shortest; end--)
      if (this.isEnding(key.slice(end), isOpen)) found.push(key.slice(0, end))
    // Of a verb the index has the stem: 줄인다 is 줄이.
    if (shortest === 2)
      for (const [pattern, end] of this.verbs) {
        const stem = key.replace(RegExp(pattern), end)
        if (stem.length >= SHORTEST_STEM && this.from(stem).next().value?.[1] === "") found.push(stem)
      }
    // English heaps them up: deploy-e-ment.
    return isHangul(key) ? found : [...new Set(found.flatMap(stem => [stem, ...this.stems(stem)]))]
  }

  // What it costs to read `key` as one word; undefined when it is none and begins none.
  costOf(key, isOpen, mayBegin) {
    let cost
    for (const [, rest] of this.from(key)) {
      if (rest.endsWith("~")) continue
      // A syllable alone may be part of a word that was torn apart: 모 델.
      if (this.isSame(key, rest) && (key.length >= SHORTEST_STEM || !isHangul(key))) return KNOWN
      if (mayBegin) cost = BEGUN
    }
    for (const stem of this.stems(key, isOpen))
      for (const [, rest] of this.from(stem)) if (this.isSame(stem, rest)) return KNOWN
    return cost
  }

  // The words that fit `key`, each with what the fit is worth.
  matches(key, isOpen) {
    const found = new Map()
    const add = (at, worth) => found.set(at, Math.max(worth, found.get(at) || 0))
    for (const [at, rest] of this.from(key))
      if (!rest.endsWith("~")) add(at, this.isSame(key, rest) ? WHOLE : PART)
    const stems = this.stems(key, isOpen)
    for (const stem of stems)
      for (const [at, rest] of this.from(stem)) if (this.isSame(stem, rest)) add(at, WHOLE)
    for (const part of isHangul(key) ? [key, ...stems] : [key])
      for (const at of this.holding(part)) add(at, PART)
    return found
  }

  // ㅁㄴㅌㄹ: the words and phrases whose syllables begin so.
  byInitials(key, end = "") {
    const syllables = key.match(/.\^?/g).map(initial => initial.replace("^", "\\^") + `(?:${VOWEL})+`)
    const pattern = RegExp(`^${syllables.join(`(?:${CONSONANT}){0,2}?`)}(?:${CONSONANT}){0,2}(?:(~?$)|.*${end}$)`, "gm")
    const found = new Map()
    for (const match of this.words.matchAll(pattern))
      found.set(this.wordOver(match.index), match[1] === undefined ? PART : WHOLE)
    return found
  }

  // The Latin words that sound like any form of a Hangul word, of those the ones that are most like it.
  soundingLike(forms) {
    this.heard ??= [...this.words.matchAll(/^[a-z]{3,}(?=~?$)/gm)].map(({ 0: word, index }) => ({ at: this.wordOver(index), word, pattern: heard(word) }))
    const found = forms.map(soundOf).flatMap(sound =>
      this.heard.filter(({ pattern }) => pattern.test(sound.replace(/[a-z]/g, "o"))).map(({ at, word }) => {
        // As long as it is heard, and with the same vowels.
        const letters = word.replace(/[ehwy]/g, "")
        let apart = Math.abs(letters.length - sound.length), from = 0
        for (const letter of letters) {
          const next = sound.slice(from).search(`[${HEARD[letter] || letter + "e"}]`)
          if (next < 0) apart++
          else from += next + 1
        }
        return [at, apart]
      }))
    found.sort((a, b) => a[1] - b[1])
    return found.filter(one => one[1] === found[0][1]).map(([at]) => [at, GUESS])
  }

  // What was meant if keys slipped: one slip, or two in a long word.
  guesses(key) {
    const found = new Map()
    for (let slips = 1; slips <= (key.length < 8 ? 1 : 2) && !found.size && key.length >= SHORTEST_STEM; slips++)
      for (let at = 0; at < this.size; at++) {
        const start = this.wordStarts[at], first = this.words[start], second = this.words[start + 1]
        // Cheap first look, since this goes through all words: one of the first two keys is right.
        if (first !== key[0] && second !== key[1] && first !== key[1] && second !== key[0]) continue
        if (begins(key, 0, this.word(at), 0, slips)) found.set(at, GUESS)
      }
    return found
  }

  // ---- Reading a query ----

  // The cheapest reading of `units` as words: [{start, end, key, isKnown}].
  split(units) {
    const best = [{ cost: 0, pieces: [] }]
    for (let end = 1; end <= units.length; end++) {
      let key = "", joints = 0
      for (let start = end - 1; start >= 0 && end - start <= LONGEST_WORD; start--) {
        key = units[start].key + key
        const piece = this.piece(units, start, end, key, joints)
        const cost = best[start].cost + piece.cost
        if ((piece.isKnown || !joints) && !(best[end]?.cost < cost))
          best[end] = { cost, pieces: [...best[start].pieces, piece] }
        if (units[start].isFirst) joints++
        if (start && isHangul(units[start - 1].key) !== isHangul(key) || key < "A") break
      }
    }
    return best[units.length].pieces
  }

  piece(units, start, end, key, joints) {
    const isOpen = end === units.length
    const endsWord = isOpen || units[end].isFirst
    const isCut = !units[start].isFirst
    // A part of what was typed as one word has two syllables or three letters, but for the last.
    const isTooShort = (isCut || !endsWord) && !isOpen && key.length < (isHangul(key) ? SHORTEST_STEM : 3)
    let known = isTooShort ? undefined : this.costOf(key, isOpen, endsWord)
    if (!known && !joints && !isCut && endsWord && !this.holding(key).next().done) known = BEGUN
    // Particles follow names that are not known, either: 카프카를.
    const [name = key] = isHangul(key) && endsWord ? this.stems(key) : []
    const cost = (known ?? UNKNOWN + UNKNOWN_KEY * name.length) + (isTooShort ? SCRAP : 0) + JOINT * joints + (isCut ? CUT : 0)
    return { start, end, key, isOpen, cost, isKnown: known !== undefined }
  }

  // Units and pieces of the words of a query, those that only ask left out, those that make no
  // sense as typed taken in the other layout.
  read(words) {
    const naming = words.filter(word => {
      const key = unitsOf(word).join("")
      return !this.stop.has(key) && !(isHangul(key) && this.stems(key).some(stem => this.stop.has(stem)))
    })
    const asUnits = (keys, letters = keys) => keys.map((key, at) => ({ key, letter: letters[at], isFirst: at === 0 }))
    const makesSense = units => this.split(units).every(piece => piece.isKnown)
      || this.phrases(units).some(({ start, end }) => end - start === units.length)
    const units = (naming.length ? naming : words).flatMap(word => {
      const typed = asUnits(unitsOf(word), /^\d/.test(word) ? [word] : word)
      const other = asUnits(inOtherLayout(word))
      return other.length && !makesSense(typed) && makesSense(other) ? other : typed
    })
    return { units, pieces: units.length ? this.split(units) : [] }
  }

  // Phrases and aliases that the query holds, or has begun at its end.
  phrases(units) {
    const found = []
    for (let start = 0; start < units.length; start++) {
      let key = ""
      for (let end = start + 1; end <= units.length; end++) {
        key += units[end - 1].key
        const isOpen = end === units.length
        const isWhole = units[start].isFirst && (isOpen || units[end].isFirst)
        // Nor are a few letters at the beginning of a Latin word: the M&A in maturity.
        const isCut = !units[start].isFirst || !(isOpen || units[end].isFirst || isHangul(key))
        if (isCut && key.length < SHORTEST_STEM) continue
        const hits = isWhole && INITIALS_ONLY.test(key) ? this.byInitials(key, "~") : new Map()
        for (const form of [key, ...this.stems(key, isOpen)])
          for (const [at] of this.from(form + "~")) hits.set(at, WHOLE)
        if (isOpen && units[start].isFirst && key.length > 1)
          for (const [at, rest] of this.from(key))
            if (rest.endsWith("~") && !hits.has(at)) hits.set(at, PART)
        const isBegun = ![...hits.values()].includes(WHOLE)
        if (!hits.size) continue
        // With an ending it is the same phrase once more: 쿠버네티스, 쿠버네티스에서.
        const last = found.at(-1)
        if (last?.start === start && `${[...last.hits.keys()]}` === `${[...hits.keys()]}`) found.pop()
        found.push({ start, end, hits, isBegun, marks: this.marksOf(hits) })
      }
    }
    return found
  }

  // Keys to mark in a text for words that differ from what was typed.
  marksOf(hits) {
    const marks = new Set()
    for (const at of [...hits.keys()].slice(0, MOST_FORMS)) {
      if (this.isGroup(at)) this.eachGroup(at, group => group.names.forEach(name => marks.add(name)))
      else marks.add(this.word(at).replace("~", ""))
    }
    return [...marks]
  }

  eachGroup(at, visit) {
    readList(this.lists, this.listStarts[at] + 1, number => visit(this.groups[number]))
  }

  // ---- Ranking ----

  eachPart(at, visit) {
    if (this.isGroup(at)) this.eachGroup(at, group => readList(group.list, 0, visit))
    else readList(this.lists, this.listStarts[at], visit)
  }

  // Adds what one term says to the scores of pages and their parts; the term then has its weight,
  // which is `most` at most.
  weigh(term, scores, most = Infinity) {
    const { titles, headings, told } = this, touched = new Set()
    let budget = MOST_POSTINGS
    for (const [at, worth] of [...term.hits].sort((a, b) => b[1] - a[1])) {
      if (budget < 0) break
      const length = this.wordStarts[at + 1] - this.wordStarts[at] - 1
      const named = share => worth * (1 + Math.min(1, share)) / 2
      this.eachPart(at, (part, isTitle, share, count) => {
        budget--
        touched.add(part)
        told[part] += worth * count
        if (share) headings[part] = Math.max(headings[part], named(share))
        if (isTitle) titles[part] = Math.max(titles[part], named(length / this.pages[this.parts[part].page].name.keys.length))
      })
    }
    const pages = new Map()
    for (const part of touched) {
      const number = this.parts[part].page
      if (!pages.has(number)) pages.set(number, { title: 0, heading: 0, told: 0 })
      const page = pages.get(number)
      page.title += titles[part]
      // But what is all of a name at the beginning of the page is a name of the page, and who asks for
      // all of a term, and no more, wants to know what it means.
      const { parts, heading, named } = this.pages[number]
      const whole = Math.max(part === parts[0] ? 1 : heading, term.isAll ? named : 0)
      page.heading = Math.max(page.heading, headings[part] * (headings[part] === 1 ? whole : heading))
      page.told += told[part]
    }
    term.weight = Math.min(most, Math.log(1 + (this.pages.length - pages.size + 0.5) / (pages.size + 0.5)))
    for (const part of touched) {
      scores.parts[part] += term.weight * (HEADING * headings[part] + BODY * told[part] / (told[part] + SATURATION))
      titles[part] = headings[part] = told[part] = 0
    }
    for (const [number, page] of pages) {
      const body = page.told / (page.told + this.pages[number].norm)
      scores.pages[number] += term.weight * (TITLE * page.title + HEADING * page.heading + BODY * body)
      scores.covered[number] += term.weight
    }
  }

  // The pages for a query, best first, and the words of it that none of them has.
  search(asked, mayGuess) {
    const { units, pieces } = this.read(asked.words)
    const terms = this.phrases(units)
    for (const term of terms) term.isAll = term.start === 0 && term.end === units.length
    const missing = []
    let isSure = true
    for (const piece of pieces) {
      // A single letter says nothing beside words: the B of $4.1B.
      if (pieces.length > 1 && /^[a-z]$/.test(piece.key)) continue
      const term = this.termOf(piece, units, mayGuess)
      if (asked.amounts.length && piece.key in this.units) term.most = UNIT
      isSure &&= term.isSure
      if (term.hits.size) { terms.push(term, ...term.phrases); continue }
      const covering = terms.filter(phrase => phrase.start <= piece.start && phrase.end >= piece.end)
      covering.forEach(phrase => phrase.isAsked = true)
      if (!covering.length) missing.push(units.slice(piece.start, piece.end).map(unit => unit.letter).join(""))
    }
    for (const amount of asked.amounts) {
      const hits = new Map([...this.from(amount)].filter(([, rest]) => !rest).map(([at]) => [at, WHOLE]))
      if (hits.size) terms.push({ hits, amount, marks: [], isAsked: true })
    }
    return { index: this, terms, missing, isSure, ranked: this.rank(terms, asked) }
  }

  termOf({ key, start, end, isOpen }, units, mayGuess) {
    const term = { start, end, hits: this.matches(key, isOpen), isAsked: true, phrases: [] }
    term.marks = term.hits.size ? [key, ...this.stems(key, isOpen)] : []
    // What is only found within words, or as one syllable with an ending, may be a slip: 배보.
    term.isSure = INITIALS_ONLY.test(key) || !units[end]?.isFirst && !this.from(key).next().done
      || [...term.hits].some(([at, worth]) => worth === WHOLE && this.word(at).length >= SHORTEST_STEM)
    if (term.hits.size && (term.isSure || !mayGuess)) return term
    if (INITIALS_ONLY.test(key)) term.hits = this.byInitials(key)
    for (const at of this.holding(key, true)) term.hits.set(at, PART)
    if (mayGuess && (!term.hits.size || !term.isSure)) {
      let guessed = new Map()
      // A slip may have torn the word apart: the whole of what was typed comes first.
      while (!units[start].isFirst) start--
      while (end < units.length && !units[end].isFirst) end++
      const whole = units.slice(start, end).map(unit => unit.key).join("")
      for (const form of [whole, key, ...this.stems(key, isOpen)]) if (!guessed.size) guessed = this.guesses(form)
      if (isHangul(whole) && !term.hits.size && !guessed.size) guessed = new Map(this.soundingLike([whole, ...this.stems(whole)]))
      for (const [at, worth] of guessed) if (!term.hits.has(at)) term.hits.set(at, worth)
      for (const at of this.mostUsed(guessed.keys())) {
        const meant = { key: this.word(at).replace("~", ""), isFirst: true }
        const phrases = this.phrases([...units.slice(0, start), meant, ...units.slice(end)])
        // The others are asked for already.
        term.phrases.push(...phrases.filter(phrase => phrase.start <= start && phrase.end > start))
      }
    }
    term.marks = this.marksOf(term.hits)
    return term
  }

  mostUsed(words) {
    const use = at => this.listStarts[at + 1] - this.listStarts[at]
    return [...words].sort((a, b) => use(b) - use(a)).slice(0, MOST_GUESSES)
  }

  rank(terms, { unwanted }) {
    const scores = { pages: new Float32Array(this.pages.length), covered: new Float32Array(this.pages.length), parts: new Float32Array(this.parts.length) }
    const asked = terms.filter(term => term.isAsked)
    const sum = terms => terms.reduce((sum, { weight }) => sum + weight, 0)
    for (const term of asked) this.weigh(term, scores, term.most)
    for (const term of terms) {
      if (term.isAsked) continue
      // What has only been begun says less than the words that begin it.
      const words = term.isBegun ? asked.filter(({ start, end }) => start >= term.start && end <= term.end) : []
      this.weigh(term, scores, words.length ? sum(words) * PART : Infinity)
    }
    const total = sum(asked)
    const left = this.pagesOf(unwanted, WHOLE)
    const ranked = []
    this.pages.forEach(({ parts, worth }, number) => {
      const part = parts.reduce((best, at) => scores.parts[at] > scores.parts[best] ? at : best)
      // A page that has all of the query comes before one that has more of a part of it.
      const score = worth * (scores.pages[number] + NEAR * scores.parts[part]) * Math.min(1, scores.covered[number] / total) ** COVER
      if (score > 0 && !left.has(number)) ranked.push({ number, score, part })
    })
    return ranked.sort((a, b) => b.score - a.score)
  }

  // The pages that hold any of the words, with matches of that worth at least.
  pagesOf(words, least = 0) {
    const pages = new Set()
    for (const word of words)
      for (const [at, worth] of this.matches(unitsOf(word).join("")))
        if (worth >= least) this.eachPart(at, part => pages.add(this.parts[part].page))
    return pages
  }

  // ---- What pages say ----

  // Has the records of a part come. They may fail to, and are then asked for again another time.
  fetch(at) {
    const part = this.parts[at]
    return part.coming ??= fetchBytes(`search/texts/${part.path}`).then(bytes => {
      part.records = linesOf(this.decoder.decode(bytes)).map(line => {
        const [anchor, title, text] = line.split("\t")
        return { anchor, title, text }
      })
    }).catch(() => part.coming = null)
  }

  // Of `ranked`, as many as are shown of those that hold all quotes to the letter.
  async quoting(ranked, quotes) {
    if (!quotes.length) return ranked.slice(0, MOST_PAGES)
    // Only pages that may hold them are read. Of a compound the index has the parts, of which the
    // first has two syllables at least; single letters it has not.
    const words = quotes.flatMap(quote => quote.match(WORD) || []).filter(word => !/^[a-z]$/.test(word))
    const having = words.map(word => this.pagesOf([isHangul(keyOf(word[0])) ? word.slice(0, 2) : word]))
    const left = ranked.filter(({ number }) => having.every(pages => pages.has(number))), kept = []
    while (left.length && kept.length < MOST_PAGES) {
      const some = left.splice(0, MOST_PAGES)
      await Promise.all(some.flatMap(({ number }) => this.pages[number].parts).map(at => this.fetch(at)))
      for (const page of some) {
        const found = quotes.map(quote => this.pages[page.number].parts.find(at => this.quotes(at, quote)))
        if (!found.includes(undefined)) kept.push({ ...page, part: found[0] })
      }
    }
    return kept.slice(0, MOST_PAGES)
  }

  quotes(at, quote) {
    return this.parts[at].records?.some(({ title, text }) => plain(`${title}\n${text}`).includes(quote))
  }

  // What a record says to the terms of a query, by the same measure as pages.
  worth({ name, said }, terms, named) {
    return terms.reduce((sum, { marks, amount, weight }) => {
      let fit = 0, told = amount ? amountsIn(said.text).filter(one => one === amount).length : 0
      for (const mark of marks) {
        if (!placesOf(name, mark).next().done) fit = Math.max(fit, (1 + mark.length / name.keys.length) / 2)
        told = Math.max(told, [...placesOf(said, mark)].length)
      }
      return sum + weight * (named * fit + BODY * told / (told + SATURATION))
    }, 0)
  }

  // ---- Showing ----

  // One page as the theme shows it: the page and its best sections. The theme shows openly what has
  // the score of the first item or more, and the rest behind "more on this page". While the part of
  // the page is not there, only its title is shown.
  item({ number, score, part }, terms, missing, isForeign) {
    const { name } = this.pages[number]
    const records = [...this.parts[part].records || []]
    for (const record of records) {
      // Kept, since from one keystroke to the next much the same records are shown.
      record.name ??= squeeze(record.title)
      record.said ??= squeeze(record.text)
    }
    const own = records[0]?.anchor === "" ? records.shift() : { anchor: "", name, said: squeeze("") }
    const rated = records.map(record => ({ record, worth: this.worth(record, terms, HEADING) }))
    const sections = rated.filter(one => one.worth > 0).sort((a, b) => b.worth - a.worth).slice(0, MOST_SECTIONS)
    const isSectionBest = sections[0]?.worth > this.worth(own, terms, TITLE)
    return [own, ...sections.map(one => one.record)].map((record, place) => ({
      ...this.shown(number, record, terms, missing, isForeign && (place ? "" : this.name)),
      score: place === 1 && isSectionBest ? score + 1 : place ? score / (place + 1) : score,
    }))
  }

  // label: of the language where it is not the reader's; the page says it, its sections need not.
  shown(number, { anchor, name: called, said }, terms, missing, label) {
    const { address } = this.pages[number], location = anchor ? `${address}#${anchor}` : address
    const [start, name] = this.kindOf(location)
    // The sections of a page are what it is, but those of lists, such as terms, are things of their own.
    const kind = anchor && !start.includes("#") ? "" : name
    const title = marked(called, terms), text = marked(said, terms, TEASER)
    const found = [...new Set([...title.found, ...text.found])].slice(0, MOST_FORMS)
    const inLanguage = html => label === false ? html : `<span lang="${this.lang}">${html}</span>`
    return {
      location,
      title: inLanguage(title.html + [kind, label].map(text => text ? ` <small class="kb-kind">${text}</small>` : "").join("")),
      text: inLanguage(text.html),
      terms: Object.fromEntries([...found.map(word => [word, true]), ...missing.map(word => [word, false])]),
    }
  }
}

const escaped = text => text.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`)

const wordAt = (starts, offset) => firstNot(starts.length, at => starts[at] <= offset) - 1

// Where the keys of a text hold `mark`; one of less than two syllables or four letters begins a word.
function* placesOf({ keys, starts }, mark) {
  for (let at = keys.indexOf(mark); at >= 0; at = keys.indexOf(mark, at + 1))
    if (mark.length >= SHORTEST_STEM || starts[wordAt(starts, at)] === at) yield at
}

// Where `terms` stand in a text, as [from, to] in letters, in order and without overlap.
function marksIn(squeezed, terms) {
  const { words, starts } = squeezed
  const letterAt = offset => {
    const word = wordAt(starts, offset)
    let left = offset - starts[word], letter = 0
    while ((left -= keyOf(words[word][0][letter]).length) >= 0) letter++
    return words[word].index + letter
  }
  const found = []
  for (const mark of new Set(terms.flatMap(term => term.marks)))
    for (const at of placesOf(squeezed, mark)) {
      if (found.length === MOST_MARKS) break
      found.push([letterAt(at), letterAt(at + mark.length - 1) + 1])
    }
  // What stands side by side is one phrase.
  const phrases = []
  for (const [from, to] of found.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = phrases.at(-1)
    if (last && !squeezed.text.slice(last[1], from).trim()) last[1] = Math.max(last[1], to)
    else phrases.push([from, to])
  }
  // A syllable is marked where it is part of one, such as 억 of 41억, or where there is nothing else.
  const long = phrases.filter(one => one[1] - one[0] > 1)
  return long.length ? long : phrases
}

// A text with its matches marked; when longer than `room`, the stretch of it that holds the most.
function marked(squeezed, terms, room = Infinity) {
  const { text } = squeezed, marks = marksIn(squeezed, terms)
  const inRoom = from => marks.filter(mark => mark[0] >= from && mark[1] <= from + room - BEFORE_MARK).length
  const best = marks.reduce((best, mark) => inRoom(mark[0]) > inRoom(best) ? mark[0] : best, marks[0]?.[0] ?? 0)
  const isWhole = text.length <= room
  const from = isWhole || best < BEFORE_MARK ? 0 : text.lastIndexOf(" ", best - BEFORE_MARK / 2) + 1
  const to = isWhole || from + room >= text.length ? text.length : text.lastIndexOf(" ", from + room)
  let html = from ? "… " : "", last = from
  const found = []
  for (const [start, end] of marks) {
    if (start < from || end > to) continue
    const word = text.slice(start, end)
    // As the page has it, and as one term in the address, which splits at spaces.
    found.push(word.toLowerCase().replace(/\s+/g, "\u00a0"))
    html += `${escaped(text.slice(last, start))}<mark>${escaped(word)}</mark>`
    last = end
  }
  return { html: html + escaped(text.slice(last, to)) + (to < text.length ? " …" : ""), found }
}

// ---- Queries ----

// The reader's language first.
const indexes = []

// Sums of money in a text, as words of the index: 44억 1,000만 is one sum.
function amountsIn(text) {
  const { amount, units } = indexes[0], found = []
  let smallest = 0, end = -1
  const compared = plain(text)
  for (const match of compared.matchAll(RegExp(amount, "g"))) {
    const unit = units[match[2]], value = match[1].replaceAll(",", "") * unit
    if (unit < smallest && !compared.slice(end, match.index).trim()) found.push(found.pop() + value)
    else found.push(value)
    smallest = unit
    end = match.index + match[0].length
  }
  return found.map(sum => "=" + Math.round(sum))
}

// A query: its words, those that must not stand there (-word), quotes, and sums of money.
function parse(query) {
  const quotes = []
  const open = folded(query.slice(0, LONGEST_QUERY))
    .replace(/["“”]([^"“”]+)["“”]/g, (_, quote) => { quotes.push(plain(quote.trim())); return ` ${quote} ` })
  const unwanted = [...open.matchAll(/(?:^|\s)-([^\s-]+)/g)].flatMap(match => match[1].match(WORD) || [])
  const words = open.replace(/(^|\s)-[^\s-]*/g, " ").match(WORD) || []
  return { words, unwanted, quotes, amounts: amountsIn(open) }
}

// What the last word may become: a title or a term that is found, from that word on.
function suggestion(query, items) {
  const words = [...query.matchAll(WORD)], last = words.at(-1)?.[0]
  if (!last || !query.endsWith(last)) return []
  const names = items.flat().map(({ title }) => title.replace(/ <small.*|<[^>]*>/g, ""))
  const rests = names.flatMap(name => [...name.matchAll(WORD)].map(({ index }) => name.slice(index)))
  // As much of the query as a title goes on with: of "모델 모", not another 모델 after the first.
  for (const { index } of words) {
    const tail = plain(query.slice(index)), rest = rests.find(rest => plain(rest).startsWith(tail))
    if (rest) return [last + rest.slice(tail.length)]
  }
  return []
}

// The pages for a query in the order of the list: the part of each that is shown, and how.
async function find(query) {
  const asked = parse(query)
  let found = indexes.map(index => index.search(asked, false))
  // Slips are guessed at only where no language knows the word.
  if (found.every(one => !one.isSure)) found = indexes.map(index => index.search(asked, true))
  const lists = found.map(async ({ index, terms, missing, ranked }) =>
    (await index.quoting(ranked, asked.quotes)).map(page => ({
      isThere: () => index.parts[page.part].records,
      fetch: () => index.fetch(page.part),
      show: () => index.item(page, terms, missing, index !== indexes[0]),
    })))
  return (await Promise.all(lists)).flat()
}

// ---- Messages ----

// question: the one asked last.
let base, others, question

async function fetchBytes(path) {
  const response = await fetch(new URL(path, base))
  if (!response.ok) throw Error(response.url)
  return new Uint8Array(await response.arrayBuffer())
}

async function load(lang) {
  indexes.push(new Index(await fetchBytes(`search/index.${lang}.txt`)))
}

async function setUp({ base: root, lang }) {
  base = root
  try {
    await load(lang)
  } catch (error) {
    postMessage({ type: FAILED, data: String(error) })
    return
  }
  others = [...indexes[0].others]
  postMessage({ type: READY })
}

async function ask(query, isAgain) {
  const mine = question = { query, isAgain }
  mine.pages = await find(query)
  await list(mine)
  // The other language comes after the first list; without it the search still answers.
  const lang = others.shift()
  if (lang) await load(lang).then(() => ask(question.query, question.isAgain), console.warn)
}

// Lists the pages for a question when all is there that is seen of them, and again with what stands
// below that. If it takes long, it lists them without.
async function list(mine) {
  const some = mine.pages.slice(0, LISTED_PAGES)
  // For want of pages, those that more of the query was left out for.
  let near = mine.pages
  for (let end = mine.query.length; !near.length && --end > 1; ) near = await find(mine.query.slice(0, end))
  const post = () => {
    if (mine !== question) return
    const items = mine.pages.map(page => page.show())
    postMessage({ type: RESULT, data: { items, suggest: suggestion(mine.query, items) }, isAgain: mine.isAgain, near: near.slice(0, MOST_SECTIONS).map(page => page.show()[0]) })
    mine.isAgain = true
  }
  const patience = () => new Promise(go => setTimeout(go, PATIENCE))
  const fetched = end => Promise.all(some.slice(0, end).map(page => page.fetch()))
  await Promise.race([fetched(FIRST_PAGES), patience()])
  post()
  for (const end of [FIRST_PAGES, some.length]) {
    if (some.every(page => page.isThere()) || mine !== question) return
    await patience()
    await fetched(end)
    post()
  }
}

// What stands further down in the list.
async function goOn(mine) {
  if (!mine?.pages) return
  await Promise.all(mine.pages.map(page => page.fetch()))
  if (mine === question) postMessage({ type: REST, data: mine.pages.map(page => page.show()) })
}

// As an error of the worker, at which the theme's own search takes over.
const fail = error => setTimeout(() => { throw error })

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) setUp(data)
  if (type === QUERY) ask(data).catch(fail)
  if (type === MORE) goOn(question).catch(fail)
})
