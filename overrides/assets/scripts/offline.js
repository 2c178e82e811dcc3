// In the folder that opens from a disk, before all other scripts of the site. From a disk no page
// may fetch a file or start a worker of one, but scripts do load: what ours fetch stands there as
// scripts (x.json as x.json.js), each of which hands its text over to `kbOffline`.
(() => {
  const root = new URL("../../", document.currentScript.src).href
  const Native = window.Worker
  const elsewhere = window.fetch
  const texts = new Map()

  window.kbOffline = text => texts.set(document.currentScript.src, text)

  const read = address => new Promise((done, fail) => {
    const script = document.createElement("script")
    script.src = `${address}.js`
    script.onload = () => done(texts.get(script.src))
    script.onerror = () => fail(new TypeError(`${address} is not in this folder`))
    if (texts.has(script.src)) script.onload()
    else document.head.append(script)
  })

  // The theme loads pages in place by fetching them; from a disk it would give up and start nothing.
  const config = document.getElementById("__config")
  const { features, ...others } = JSON.parse(config.textContent)
  const left = features.filter(name => name !== "navigation.instant")
  config.textContent = JSON.stringify({ ...others, features: left })

  const isKept = ({ href }) => /^(assets|search)\//.test(href.startsWith(root) ? href.slice(root.length) : "")
  window.fetch = async (asked, ...options) => {
    const address = new URL(asked.url || asked, location)
    return isKept(address) ? new Response(await read(address)) : elsewhere(asked, ...options)
  }

  // A worker may start from a text. What it fetches, the page reads for it.
  const beginning = () => {
    self.fetch = address => new Promise((done, fail) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }) => data === null ? fail(new TypeError(address)) : done(new Response(data))
      postMessage(`${address}`, [port2])
    })
  }

  window.Worker = class {
    constructor(address) {
      this.started = read(new URL(address, location)).then(text => this.start(text))
      this.started.catch(error => this.onerror?.(error))
    }

    start(text) {
      const worker = new Native(URL.createObjectURL(new Blob([`(${beginning})();`, text])))
      worker.onerror = error => this.onerror?.(error)
      worker.onmessage = event => {
        const [port] = event.ports
        if (port) read(event.data).then(text => port.postMessage(text), () => port.postMessage(null))
        else this.onmessage?.(event)
      }
      return worker
    }

    postMessage(message) {
      this.started.then(worker => worker.postMessage(message), () => {})
    }

    terminate() {
      this.started.then(worker => worker.terminate(), () => {})
    }
  }
})()
