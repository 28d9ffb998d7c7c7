import { http } from '@google-cloud/functions-framework'
import { openIndexStores, openWarehouse } from '#infra/adapters.ts'
import { hideFrameworkDetails, loadConfig } from '#shared/config.ts'
import { createLogger } from '#shared/logger.ts'
import { watchRulesOf } from '#shared/watches/rules.ts'
import { toHttpFunction } from '../http.ts'
import { createRefreshApp } from './app.ts'

hideFrameworkDetails()
const config = loadConfig()
const [stores, { watches, feedback }] = await Promise.all([openIndexStores(config), openWarehouse(config)])

const app = createRefreshApp({
  ...stores,
  watches,
  feedback,
  rules: watchRulesOf(config),
  logger: createLogger(config.logLevel),
  clock: Date.now,
})

http('refresh-signals', toHttpFunction(app))
