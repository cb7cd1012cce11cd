/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ONUS_ONUS_H
#define ONUS_ONUS_H

#include <stddef.h>
#include <stdint.h>

/*
 * The Onus runtime: decides events by a bundle that `onus build --target bytecode` made.
 *
 * onus_bundle: the policy. Verified bytes, which never change; shared by any number of threads and engines.
 *
 * onus_engine: the state and the settings of one stream of decisions: history, open asks, stop list, key. Its decisions
 * happen one after the other; it locks itself, so that several threads may ask it.
 *
 * onus_worker: the memory that one thread decides with. After its largest decision it asks the system for no more.
 *
 * onus_event: an event that is set member by member instead of being read from JSON.
 *
 * No function throws, keeps state of its own outside these objects, reads a clock or writes anywhere. Texts are UTF-8
 * with a size and need no final zero. An object is destroyed after everything that was made with it. Passing a null
 * object, or one that was destroyed, is the caller's mistake; destroying null does nothing.
 */

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__wasm__)
#define ONUS_API __attribute__((visibility("default")))
#elif defined(__GNUC__)
#define ONUS_API __attribute__((visibility("default")))
#else
#define ONUS_API
#endif

/* The version of this interface: 1. A program compiled against another major version must not call. */
#define ONUS_API_VERSION 1
ONUS_API uint32_t onus_api_version(void);

typedef enum onus_status {
  ONUS_OK = 0,
  ONUS_NO_MEMORY = 1,
  ONUS_BAD_BUNDLE = 2,   /* the bytes are no bundle of a version that is known, or an unsound one */
  ONUS_BAD_SETTINGS = 3, /* an unknown system, a weak key, an ill-formed stop list, a promise that is missing */
  ONUS_BAD_STATE = 4,    /* saved state that cannot be taken up */
  ONUS_BAD_ARGUMENT = 5, /* a path or a value that an onus_event cannot hold */
  ONUS_NO_FILE = 6       /* the file cannot be read */
} onus_status;

/* Why something failed, for people. `message` ends in 0. */
typedef struct onus_problem {
  char message[240];
  uint64_t offset; /* of the byte where it was seen, else 0 */
} onus_problem;

typedef struct onus_text {
  const char *data;
  size_t size;
} onus_text;

typedef enum onus_verdict { /* in order of strictness */
                            ONUS_ALLOW = 0,
                            ONUS_FLAG = 1,
                            ONUS_REDACT = 2,
                            ONUS_ASK = 3,
                            ONUS_DENY = 4
} onus_verdict;

typedef struct onus_bundle onus_bundle;
typedef struct onus_engine onus_engine;
typedef struct onus_worker onus_worker;
typedef struct onus_event onus_event;

/* ---- Bundles */

/* Verifies the bytes and makes a bundle that reads them in place: they must be aligned to 8, must not change and must
 * outlive the bundle. `problem` may be null. ONUS_OK, ONUS_NO_MEMORY, ONUS_BAD_BUNDLE. */
ONUS_API onus_status onus_bundle_open(const void *bytes, size_t size, onus_bundle **bundle, onus_problem *problem);
/* The same of a file, which is mapped into memory; it must not be changed while the bundle is open. Besides:
 * ONUS_NO_FILE. Absent on WebAssembly. */
ONUS_API onus_status onus_bundle_open_file(const char *path, onus_bundle **bundle, onus_problem *problem);
ONUS_API void onus_bundle_close(onus_bundle *bundle);
/* `sha256:…` of the policy that the bundle holds: what records name. Lives as long as the bundle. */
ONUS_API onus_text onus_bundle_digest(const onus_bundle *bundle);
/* The qualified name of system number `index`, counted from 0; empty beyond the last. Lives as long as the bundle. */
ONUS_API onus_text onus_bundle_system(const onus_bundle *bundle, size_t index);
/* Elementary steps of the dearest decision of that system; 0 beyond the last. */
ONUS_API int64_t onus_bundle_worst_cost(const onus_bundle *bundle, size_t index);

/* ---- State that an engine keeps in a store of its own */

/* The tables of a store. Each maps keys (bytes) to values (bytes). */
#define ONUS_TABLE_META 0 /* a few keys: the clock and counters of each system, the last record's digest */
#define ONUS_TABLE_SESSIONS 1
#define ONUS_TABLE_SEEN 2  /* bounded: beyond its capacity the entry that was added first goes */
#define ONUS_TABLE_CALLS 3 /* bounded likewise */
#define ONUS_TABLE_ASKS 4
#define ONUS_TABLE_THRESHOLDS 5
#define ONUS_TABLE_ESCALATIONS 6
#define ONUS_TABLE_SLOTS 7   /* history: a group for each slot */
#define ONUS_TABLE_PENDING 8 /* calls whose results are out: a group for each slot */
#define ONUS_TABLES 9

/*
 * What an engine needs of a store. Every decision calls `lock`, then any of the others, then `unlock`; nothing else
 * happens in between on other threads for this engine. Functions return 0 for success; anything else makes the decision
 * a denial (`state_unavailable`) that changes nothing further. All pointers that come out of `get` and `each` must stay
 * good until the next `put`, `remove`, `sweep`, `drop_oldest` or `unlock`.
 * `group` tells tables of one kind apart: systems, or slots of history. It is made of their names and definitions, so
 * that an engine of another version of the policy finds in the store what means the same (S23). Capacity and count hold
 * for one (table, group). Values are the runtime's own: no other program should read them, and bytes that are none of
 * its are a failure of the store.
 */
typedef struct onus_store {
  void *self;
  int (*lock)(void *self);
  void (*unlock)(void *self);
  /* The value under a key; `value->data` null where there is none. */
  int (*get)(void *self, uint32_t table, uint32_t group, onus_text key, onus_text *value);
  /* Sets it. It may be forgotten once `expires` (milliseconds since 1970) lies before the time of `sweep`; INT64_MAX:
   * never. */
  int (*put)(void *self, uint32_t table, uint32_t group, onus_text key, onus_text value, int64_t expires);
  int (*remove)(void *self, uint32_t table, uint32_t group, onus_text key);
  /* How many keys there are. */
  int (*count)(void *self, uint32_t table, uint32_t group, uint64_t *count);
  /* Forgets what expired before `now`. */
  int (*sweep)(void *self, uint32_t table, uint32_t group, int64_t now);
  /* Forgets the key that was added first. */
  int (*drop_oldest)(void *self, uint32_t table, uint32_t group);
  /* Calls `visit` for every key, in the order in which they were added, until it returns anything but 0. */
  int (*each)(void *self, uint32_t table, uint32_t group,
              int (*visit)(void *context, onus_text key, onus_text value, int64_t expires), void *context);
} onus_store;

/* ---- Engines */

typedef struct onus_settings {
  size_t struct_size;    /* sizeof(onus_settings); members that a newer header adds must be 0 for an older library */
  onus_text system;      /* the system that events mean where they name none; empty: only events say it */
  onus_text key_id, key; /* the secret for digests, at least 16 bytes, and its name; empty: plain digests, and masked
                            values are withheld */
  onus_text
      stop; /* JSON: {"tools": […], "systems": […], "agents": […], "credentials": […]}; empty: nothing is stopped */
  onus_text delivers; /* JSON: {"events": […], "context": […], "detectors": […]}: what this engine brings (S15). Making
                         the engine fails where a system needs more; empty: everything */
  const onus_store *store; /* null: memory of the engine's own. Copied; `self` must outlive the engine */
  size_t max_event_bytes;  /* 0: 1 MiB */
  uint32_t max_depth;      /* 0: 64 */
  size_t remembered_ids, open_asks, sessions; /* 0: 100,000 each */
} onus_settings;

/* `settings` may be null. Everything in it is copied. ONUS_OK, ONUS_NO_MEMORY, ONUS_BAD_SETTINGS; ONUS_BAD_STATE where
 * a store of the host's does not answer. */
ONUS_API onus_status onus_engine_new(const onus_bundle *bundle, const onus_settings *settings, onus_engine **engine,
                                     onus_problem *problem);
ONUS_API void onus_engine_free(onus_engine *engine);
/* Replaces the stop list, between decisions; an empty text stops nothing. The old one stays where the new one is
 * ill-formed. ONUS_OK, ONUS_NO_MEMORY, ONUS_BAD_SETTINGS; ONUS_BAD_STATE where the store cannot be locked. */
ONUS_API onus_status onus_engine_stop(onus_engine *engine, onus_text stop, onus_problem *problem);
/* All state as bytes, for onus_engine_load: `write` gets them in order, in several parts, and returns 0 to go on.
 * ONUS_OK; ONUS_NO_MEMORY, also where `write` did not go on; ONUS_BAD_STATE where the store fails. */
ONUS_API onus_status onus_engine_save(onus_engine *engine, int (*write)(void *context, const void *bytes, size_t size),
                                      void *context);
/* Takes up saved state in the place of what the engine has, of this bundle or of another version of it: history whose
 * definition changed is lost to sessions that ran before (S23). ONUS_OK, ONUS_NO_MEMORY, ONUS_BAD_STATE: the engine is
 * then as before, but where a store of the host's failed half-way. */
ONUS_API onus_status onus_engine_load(onus_engine *engine, onus_text state, onus_problem *problem);

/* ---- Decisions */

ONUS_API onus_status onus_worker_new(onus_worker **worker);
ONUS_API void onus_worker_free(onus_worker *worker);

#define ONUS_WITH_RECORD 1u   /* write the decision record */
#define ONUS_WITH_REDACTED 2u /* write the event as it may go on: with the redactions carried out */

/* All texts live in the worker until its next decision. */
typedef struct onus_decision {
  onus_verdict verdict;
  onus_text reason;   /* of an entry check or `uncovered`; else empty */
  onus_text detail;   /* the same for people */
  onus_text record;   /* one line of JSON, without the line break */
  onus_text redacted; /* the event as JSON; empty unless the event goes ahead and something is redacted */
  int64_t steps;      /* elementary steps taken: never more than the system's worst cost */
} onus_decision;

/* Decides one event, a JSON text of `size` bytes. Always decides: an event that cannot be read, and anything that goes
 * wrong on the way, is denied with its reason. Only goes ahead with ALLOW, FLAG and REDACT. */
ONUS_API void onus_decide(onus_engine *engine, onus_worker *worker, onus_text event, uint32_t flags,
                          onus_decision *decision);

/* ---- Events without JSON */

ONUS_API onus_status onus_event_new(onus_event **event);
ONUS_API void onus_event_free(onus_event *event);
/* The number by which a member is set: `path` is its names joined by dots (`args.amount`, `session.id`). Made once,
 * used for every event. ONUS_BAD_ARGUMENT for an empty name, for a path below a value, and beyond 4,096 slots. */
ONUS_API onus_status onus_event_slot(onus_event *event, onus_text path, uint32_t *slot);
/* Set the member for the decisions that follow. Texts are borrowed for as long as they are set. ONUS_BAD_ARGUMENT for a
 * slot that does not exist, for text that is not UTF-8 and for JSON that is none.
 * An object of which nothing is set is not there, but for the `args` of a call or result: that is then empty. Members
 * stand in the order in which their slots were made. */
ONUS_API onus_status onus_event_set_text(onus_event *event, uint32_t slot, onus_text value);
ONUS_API onus_status onus_event_set_int(onus_event *event, uint32_t slot, int64_t value);
ONUS_API onus_status onus_event_set_decimal(onus_event *event, uint32_t slot, int64_t ten_thousandths);
ONUS_API onus_status onus_event_set_bool(onus_event *event, uint32_t slot, int value);
/* Any JSON value, for lists and objects. */
ONUS_API onus_status onus_event_set_json(onus_event *event, uint32_t slot, onus_text json);
/* The member is not there. All slots begin so. */
ONUS_API onus_status onus_event_clear(onus_event *event, uint32_t slot);
/* As onus_decide. */
ONUS_API void onus_decide_event(onus_engine *engine, onus_worker *worker, onus_event *event, uint32_t flags,
                                onus_decision *decision);

#ifdef __cplusplus
}
#endif
#endif
