# What a pod needs, from what the index holds. Bytes a video and copy; the collection's configuration (infra/qdrant/collections) says what
# is pinned in memory and what stays on disk.
locals {
  capacity = var.qdrant.capacity

  bytes_in_memory = {
    # int8, one byte a dimension; the original vectors are on disk and no search reads them.
    vectors = local.capacity.dimensions
    # HNSW, m = 16: 32 links of 4 bytes on the ground floor; language and category add their own links, once each; a sixteenth above.
    graph = 32 * 4 * 3 * 17 / 16
    # Some 13 pinned payload indexes; a value and its place in a posting list are about 30 bytes.
    payload_indexes = 400
    # UUID to offset and back, and the version of each point.
    ids = 48
  }

  bytes_in_page_cache = {
    # 64 terms of 8 bytes, twice (postings and vectors), of which common terms, a quarter, are always read.
    words = 64 * 8 * 2 / 4
    # Ranking payload of candidates and the cold indexes' upper levels.
    payload = 200
  }

  bytes_on_disk = {
    original_vectors = local.capacity.dimensions * 4
    quantized        = local.capacity.dimensions
    graph            = local.bytes_in_memory.graph
    words            = 64 * 8 * 2
    payload          = 1500
    # Hot ones, and the cold ones: order, hashes, and 64 terms.
    payload_indexes = 400 + 900
  }

  copies           = local.capacity.collections * local.capacity.replication_factor
  videos_per_pod   = ceil(local.capacity.videos * local.copies / var.qdrant.replicas)
  pinned_per_video = sum(values(local.bytes_in_memory))
  cached_per_video = sum(values(local.bytes_in_page_cache))
  disk_per_video   = sum(values(local.bytes_on_disk))

  # While a segment is optimised it lies in memory a second time, with its vectors in full and its links not yet packed.
  segment_kib      = 5000000
  segment_videos   = min(local.videos_per_pod, ceil(local.segment_kib * 1024 / (local.capacity.dimensions * 4)))
  graph_build      = local.segment_videos * (local.capacity.dimensions * 5 + 2 * local.bytes_in_memory.graph)
  process_overhead = 1024 * 1024 * 1024

  gib = 1024 * 1024 * 1024
  # A tenth more than the sum, for what the allocator keeps and for answers under way.
  memory_gib = coalesce(var.qdrant.memory_gib, ceil(1.1 * (
    local.videos_per_pod * (local.pinned_per_video + local.cached_per_video) + local.graph_build + local.process_overhead
  ) / local.gib))

  # Optimising writes a segment anew beside the old one, and the write-ahead log and deleted points want room: twice the data.
  disk_gib          = coalesce(var.qdrant.disk_gib, 32 * ceil(2 * local.videos_per_pod * local.disk_per_video / local.gib / 32))
  snapshot_disk_gib = coalesce(var.qdrant.snapshot_disk_gib, 32 * ceil(1.2 * local.videos_per_pod * local.disk_per_video / local.gib / 32))

  # What GKE leaves of a node: it keeps 25 % of the first 4 GiB, 20 % of the next 4, 10 % of the next 8, 6 % of the next 112, and 100 MiB;
  # another GiB is for the agents that run on every node.
  node_memory_gib = floor(
    var.node.memory_gib - 1 - 0.1
    -0.25 * min(4, var.node.memory_gib)
    -0.20 * max(0, min(4, var.node.memory_gib - 4))
    -0.10 * max(0, min(8, var.node.memory_gib - 8))
    -0.06 * max(0, min(112, var.node.memory_gib - 16))
  )
}
