#!/usr/bin/env node
// Plain JavaScript: it has to say what is wrong under a Node that cannot read the rest.
import process from 'node:process'

const NEEDED = 24
const found = process.versions.node

if (Number(found.split('.')[0]) < NEEDED) {
  process.stderr.write(`error: Upnext needs Node ${NEEDED} or newer, this is ${found}.\n`)
  process.stderr.write('fix: run it as `npx upnext` in its folder after `npm ci`, which brings the right Node along.\n')
  process.exitCode = 2
} else {
  await import('./main.ts')
}
