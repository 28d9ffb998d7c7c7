import { http } from '@google-cloud/functions-framework'
import { openEmbedders, openIndexStores } from '#infra/adapters.ts'
import { readPlacements } from '#infra/placements-file.ts'
import { hideFrameworkDetails, loadConfig } from '#shared/config.ts'
import { createLogger } from '#shared/logger.ts'
import { toHttpFunction } from '../http.ts'
import { createSearchApp } from './app.ts'
import { warmUp } from './warm-up.ts'

hideFrameworkDetails()
const config = loadConfig()
const { lookup: embedders } = openEmbedders(config)
const stores = await openIndexStores(config, { readOnly: true })
const placements = await readPlacements(config)
const logger = createLogger(config.logLevel)
await warmUp(stores.registry, embedders, logger)

http('search', toHttpFunction(createSearchApp({ ...config, ...stores, placements, embedders, logger, clock: Date.now })))
