import { http } from '@google-cloud/functions-framework'
import { openIndexStores } from '#infra/adapters.ts'
import { readPlacements } from '#infra/placements-file.ts'
import { hideFrameworkDetails, loadConfig } from '#shared/config.ts'
import { createLogger } from '#shared/logger.ts'
import { toHttpFunction } from '../http.ts'
import { createRecommendApp } from './app.ts'

hideFrameworkDetails()
const config = loadConfig()
const stores = await openIndexStores(config, { readOnly: true })
const placements = await readPlacements(config)
const app = createRecommendApp({ ...config, ...stores, placements, logger: createLogger(config.logLevel), clock: Date.now })

http('recommend', toHttpFunction(app))
