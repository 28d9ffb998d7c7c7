import { http } from '@google-cloud/functions-framework'
import { openPublisher, openStores } from '#infra/adapters.ts'
import { hideFrameworkDetails, loadConfig } from '#shared/config.ts'
import { createLogger } from '#shared/logger.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import { watchRulesOf } from '#shared/watches/rules.ts'
import { toHttpFunction } from '../http.ts'
import { createOperateApp } from './app.ts'

hideFrameworkDetails()
const config = loadConfig()
const stores = await openStores(config)
const logger = createLogger(config.logLevel)
const opened: { publisher?: ReturnType<typeof openPublisher> } = {}
const publisher = () => (opened.publisher ??= openPublisher(config))

const rules = watchRulesOf(config)
const app = createOperateApp({ ...config, ...stores, rules, publisher, recipe: DEFAULT_RECIPE, logger, clock: Date.now })

http('operate', toHttpFunction(app))
