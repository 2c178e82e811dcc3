-- What wrk asks for: the lines of the file that MIX names, in turn, each thread from a place of its own.
-- In the end one line of JSON.
local paths = {}
for line in io.lines(os.getenv("MIX")) do
  paths[#paths + 1] = line
end

local threads = 0
function setup(thread)
  thread:set("first", threads * 97)
  threads = threads + 1
end

function init(args)
  place = first
end

function request()
  place = place + 1
  return wrk.format("GET", paths[place % #paths + 1])
end

function done(summary, latency, requests)
  local wrong = summary.errors
  print(string.format(
    '{"requests": %d, "seconds": %.3f, "bytes": %d, "p50": %.3f, "p99": %.3f, "errors": %d}',
    summary.requests, summary.duration / 1e6, summary.bytes,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout))
end
