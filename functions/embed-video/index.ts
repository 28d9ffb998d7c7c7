import { cloudEvent } from '@google-cloud/functions-framework'
import { openEmbedders, openStores, openTranscripts } from '#infra/adapters.ts'
import { hideFrameworkDetails, loadConfig } from '#shared/config.ts'
import { createIngest } from '#shared/ingest/ingest.ts'
import { createLogger } from '#shared/logger.ts'
import { createEmbedVideo } from './handler.ts'

hideFrameworkDetails()
const config = loadConfig()
const logger = createLogger(config.logLevel)
const { lookup: embedders } = openEmbedders(config)
const [stores, transcripts] = await Promise.all([openStores(config), openTranscripts(config)])
const ingest = createIngest({ ...stores, embedders, transcripts, logger, clock: Date.now })

cloudEvent('embed-video', createEmbedVideo({ ingest, letters: stores.letters, logger, clock: Date.now }))
