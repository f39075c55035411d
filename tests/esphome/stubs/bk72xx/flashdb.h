#pragma once

struct fdb_blob {};
struct fdb_kvdb {};
using fdb_kvdb_t = fdb_kvdb *;
