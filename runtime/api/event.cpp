// SPDX-License-Identifier: Apache-2.0
#include "runtime/api/event_tree.h"
#include "runtime/api/objects.h"

using namespace onus::rt;

struct onus_event {
  EventTree tree;
};

onus_status onus_event_new(onus_event **event) {
  *event = create<onus_event>();
  return *event ? ONUS_OK : ONUS_NO_MEMORY;
}

void onus_event_free(onus_event *event) { destroy(event); }

onus_status onus_event_slot(onus_event *event, onus_text path, uint32_t *slot) {
  return event->tree.slot(fromC(path), *slot);
}

onus_status onus_event_set_text(onus_event *event, uint32_t slot, onus_text value) {
  return event->tree.setText(slot, fromC(value));
}

onus_status onus_event_set_int(onus_event *event, uint32_t slot, int64_t value) {
  return event->tree.setInt(slot, value);
}

onus_status onus_event_set_decimal(onus_event *event, uint32_t slot, int64_t ten_thousandths) {
  return event->tree.setDecimal(slot, ten_thousandths);
}

onus_status onus_event_set_bool(onus_event *event, uint32_t slot, int value) {
  return event->tree.setBool(slot, value != 0);
}

onus_status onus_event_set_json(onus_event *event, uint32_t slot, onus_text json) {
  return event->tree.setJson(slot, fromC(json));
}

onus_status onus_event_clear(onus_event *event, uint32_t slot) { return event->tree.clear(slot); }

void onus_decide_event(onus_engine *engine, onus_worker *worker, onus_event *event, uint32_t flags,
                       onus_decision *decision) {
  give(engine->engine.decide(worker->worker, event->tree.source(), wantedOf(flags)), decision);
}
