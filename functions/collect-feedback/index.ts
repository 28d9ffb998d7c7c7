import { http } from '@google-cloud/functions-framework'
import { openFeedbackPublisher, openIndexStores } from '#infra/adapters.ts'
import { hideFrameworkDetails, loadConfig } from '#shared/config.ts'
import { createLogger } from '#shared/logger.ts'
import { toHttpFunction } from '../http.ts'
import { createCollectFeedbackApp } from './app.ts'

hideFrameworkDetails()
const config = loadConfig()
const [{ viewers }, publisher] = await Promise.all([openIndexStores(config), openFeedbackPublisher(config)])
const app = createCollectFeedbackApp({ ...config, viewers, publisher, logger: createLogger(config.logLevel), clock: Date.now })

http('collect-feedback', toHttpFunction(app))
