# In the order in which data flows: where it runs, where events come in, where they are kept, what works on them, who asks.

data "google_project" "current" {
  project_id = var.project_id
}

resource "google_project_service" "required" {
  for_each = toset([
    "aiplatform", "artifactregistry", "bigquery", "bigquerydatatransfer", "billingbudgets", "cloudbuild", "cloudfunctions", "cloudscheduler",
    "compute", "container", "dns", "gkebackup", "iam", "logging", "monitoring", "pubsub", "run", "secretmanager", "storage",
  ])

  project = var.project_id
  service = "${each.value}.googleapis.com"
  # Others may use them too.
  disable_on_destroy = false
}

module "network" {
  source = "./modules/network"

  on_premises_ranges = var.on_premises_ranges
  prefix             = var.prefix
  ranges             = var.ranges
  region             = var.region

  depends_on = [google_project_service.required]
}

module "gke" {
  source = "./modules/gke"

  cluster    = var.cluster
  network    = { id = module.network.id, subnet_id = module.network.nodes_subnet_id }
  node       = { machine_type = local.node.machine_type, boot_disk_type = local.node.boot_disk_type }
  operators  = var.operators
  prefix     = var.prefix
  project_id = var.project_id
  region     = var.region
}

module "qdrant" {
  source = "./modules/qdrant"

  address       = module.network.qdrant_address
  client_ranges = module.network.qdrant_client_ranges
  cluster       = { node_pools = module.gke.pools, zones = var.cluster.zones }
  global_access = length(var.on_premises_ranges) > 0
  keys = {
    alternative = var.qdrant_alternative_key
    read_only   = var.qdrant_read_only_key
    write       = var.qdrant_write_key
  }
  keys_revision = var.secrets_revision
  network_id    = module.network.id
  node          = local.node
  prefix        = var.prefix
  qdrant        = var.qdrant
  tls           = var.qdrant_tls
}

module "events" {
  source = "./modules/events"

  feedback_table  = module.warehouse.feedback_table
  functions       = module.functions.functions
  grants          = { for name, function in local.functions : name => function.grants }
  members         = module.functions.members
  prefix          = var.prefix
  project         = { id = var.project_id, number = data.google_project.current.number }
  retention       = { letters = "2678400s", messages = "604800s" }
  timeout_seconds = module.functions.timeouts["embed-video"]

  depends_on = [google_project_service.required]
}

module "warehouse" {
  source = "./modules/warehouse"

  dataset      = local.dataset
  grants       = { for name, function in local.functions : name => function.grants.warehouse }
  location     = local.warehouse_location
  members      = module.functions.members
  prefix       = var.prefix
  project_id   = var.project_id
  pubsub_agent = module.events.service_agent
  schema_dir   = "${path.module}/../infra/bigquery/schema"
  warehouse    = var.warehouse

  depends_on = [google_project_service.required]
}

module "secrets" {
  source = "./modules/secrets"

  members  = module.functions.members
  prefix   = var.prefix
  readers  = { for name, function in local.functions : name => values(function.secrets) }
  region   = var.region
  revision = var.secrets_revision
  values = {
    "qdrant-read-only" = var.qdrant_read_only_key
    "qdrant-write"     = var.qdrant_write_key
    "signing"          = var.signing_keys
    "viewers"          = var.viewer_keys
  }

  depends_on = [google_project_service.required]
}

module "functions" {
  source = "./modules/functions"

  dist_dir  = "${path.module}/../dist"
  functions = local.functions
  has_edge  = local.has_edge
  invokers = {
    events    = [module.events.pusher]
    operators = var.operators
    viewers   = local.has_edge ? ["allUsers"] : var.edge.invokers
  }
  network            = { id = module.network.id, subnet_id = module.network.functions_subnet.id }
  prefix             = var.prefix
  project_id         = var.project_id
  region             = var.region
  scale              = var.function_scale
  secrets            = module.secrets.secrets
  settings           = local.settings
  transcript_buckets = var.transcript_buckets

  depends_on = [google_project_service.required]
}

module "edge" {
  source = "./modules/edge"
  count  = local.has_edge ? 1 : 0

  edge          = var.edge
  functions     = { for name, function in module.functions.functions : name => function if function.serves == "viewers" }
  prefix        = var.prefix
  region        = var.region
  region_header = local.region_header

  depends_on = [google_project_service.required]
}

module "monitoring" {
  source = "./modules/monitoring"

  budget      = var.budget
  emails      = var.notification_emails
  functions   = { for name, function in module.functions.functions : name => function.name }
  prefix      = var.prefix
  project     = { id = var.project_id, number = data.google_project.current.number }
  qdrant      = module.qdrant.sizing
  runbook_url = var.runbook_url

  depends_on = [google_project_service.required]
}
