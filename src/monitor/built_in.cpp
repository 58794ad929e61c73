#include "myotrend/monitor/built_in.h"

#include <stdexcept>

#include "schema_texts.h"

namespace myotrend {
namespace {

template <class T>
T sound(Result<T> parsed) {
  if (!parsed.ok()) throw std::logic_error("the built-in schema is at fault: " + parsed.refusal().text);
  return std::move(parsed).value();
}

}  // namespace

const BuiltInTexts& built_in_texts() {
  static const BuiltInTexts texts{schema_texts::measures, schema_texts::signs,   schema_texts::visible,
                                  schema_texts::detector, schema_texts::pathway, schema_texts::cohort,
                                  schema_texts::diary};
  return texts;
}

const Catalogue& built_in_catalogue() {
  static const Catalogue catalogue = sound(Catalogue::parse(built_in_texts().measures, built_in_texts().signs));
  return catalogue;
}

const diary::Diary& built_in_diary() {
  static const diary::Diary diary = sound(diary::Diary::parse(built_in_texts().diary, built_in_catalogue()));
  return diary;
}

const pathway::Pathway& built_in_pathway() {
  static const pathway::Pathway pathway =
      sound(pathway::Pathway::parse(built_in_texts().pathway, built_in_texts().detector, built_in_catalogue()));
  return pathway;
}

}  // namespace myotrend
