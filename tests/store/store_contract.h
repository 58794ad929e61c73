#pragma once

#include <functional>
#include <memory>

#include "myotrend/store/store.h"

namespace myotrend::tests {

/// Makes an empty store; each call another one, which lives as long as the result.
using MakeStore = std::function<std::shared_ptr<Store>()>;

/// What every back end must do, sentence by sentence. Each is called from a TEST_CASE of that back end.
void contract_of_patients(const MakeStore& make);
void contract_of_erasure(const MakeStore& make);
void contract_of_facts(const MakeStore& make);
void contract_of_history(const MakeStore& make);
void contract_of_identity(const MakeStore& make);
void contract_of_external_ids(const MakeStore& make);
void contract_of_events(const MakeStore& make);
void contract_of_corrections(const MakeStore& make);
void contract_of_transactions(const MakeStore& make);
void contract_of_revisions(const MakeStore& make);
void contract_of_judgements(const MakeStore& make);
void contract_of_alerts(const MakeStore& make);

}  // namespace myotrend::tests
