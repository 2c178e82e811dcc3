// Stands in a page before its own scripts: asks its search box and listens to the worker behind it.
(() => {
  const Native = window.Worker
  const asked = []
  const counts = []
  let workers = 0

  window.Worker = class extends Native {
    constructor(...given) {
      super(...given)
      workers++
      this.addEventListener("message", ({ data }) => {
        const last = asked.at(-1)
        if (data.type === 3) counts.push(data.data.items.length)
        // What comes again belongs to a question before.
        if (data.type !== 3 || !last || last.answered || data.isAgain) return
        last.took = performance.now() - last.since
        last.answered = true
        setTimeout(last.resolve, 0, data.data)
      })
    }

    postMessage(message) {
      if (message.type === 2 && asked.length) asked.at(-1).since = performance.now()
      super.postMessage(message)
    }
  }

  const box = () => document.querySelector(".md-search__input")
  const base = () => new URL(JSON.parse(document.getElementById("__config").textContent).base, location)

  function put(query) {
    const input = box()
    input.value = query
    input.dispatchEvent(new Event("input", { bubbles: true }))
  }

  async function ask(query) {
    if (box().value === query) put("")
    const answer = await new Promise(resolve => {
      asked.push({ resolve })
      put(query)
    })
    const shown = [...document.querySelectorAll(".md-search-result__list > li")].slice(0, 5)
    const root = base().href
    return {
      count: answer.items.length,
      took: asked.at(-1).took,
      top: shown.map(item => item.querySelector("a").href.split(/[?#]/)[0].slice(root.length)),
    }
  }

  window.searchTest = {
    // Ready when the other language is there, too: the question is then answered with more. The
    // theme's own search, which comes second, answers once.
    async start() {
      box().focus()
      await ask("a")
      const isReady = () => counts.some(count => count > counts[0]) || workers > 1
      for (let wait = 0; wait < 100 && !isReady(); wait++) await new Promise(go => setTimeout(go, 50))
    },
    ask,
    async askAll(queries) {
      const answers = []
      for (const query of queries) answers.push(await ask(query))
      return answers
    },
    // A worker of its own that has both languages, behind no box: it answers as that of the page does.
    async stand(lang) {
      const worker = new Native(new URL(searchWorker, base()))
      const heard = wanted => new Promise(resolve =>
        worker.addEventListener("message", function hear({ data }) {
          if (!wanted(data)) return
          worker.removeEventListener("message", hear)
          resolve(data.data)
        }))
      const answered = (message, wanted) => {
        const answer = heard(wanted)
        worker.postMessage(message)
        return answer
      }
      await answered({ type: 0, data: { base: base().href, lang } }, data => data.type === 1)
      const { items } = await answered({ type: 2, data: "a" }, data => data.type === 3)
      await heard(data => data.type === 3 && data.data.items.length > items.length)
      searchTest.tell = async query => {
        const since = performance.now()
        const { items } = await answered({ type: 2, data: query }, data => data.type === 3 && !data.isAgain)
        const top = items.slice(0, 5).map(([page]) => page.location.split(/[?#]/)[0])
        return { count: items.length, took: performance.now() - since, top }
      }
    },
    async tellAll(queries) {
      const answers = []
      for (const query of queries) answers.push(await searchTest.tell(query))
      return answers
    },
    // In a worker of its own, which has the same script and times nothing but the index.
    async setUp(lang) {
      const source = `
        importScripts("${new URL(searchWorker, base())}")
        fetch("${new URL(`search/index.${lang}.txt`, base())}").then(async response => {
          const bytes = new Uint8Array(await response.arrayBuffer()), times = []
          for (let i = 0; i < 5; i++) {
            const start = performance.now()
            new Index(bytes)
            times.push(performance.now() - start)
          }
          postMessage({ times })
        })`
      const worker = new Native(URL.createObjectURL(new Blob([source])))
      return new Promise(resolve => worker.onmessage = ({ data }) => data.times && resolve(data.times))
    },
  }
})()
