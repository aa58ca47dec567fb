#pragma once

#include <array>
#include <string_view>

#include "config/config.hpp"

namespace herd::config {

/// A word of the file and what it stands for.
template <class T>
struct Choice {
    std::string_view word;
    T value;
};

inline constexpr std::array<Choice<Propagation>, 2> propagation_choices{
    {{"flood", Propagation::flood}, {"tree", Propagation::tree}}};

inline constexpr std::array<Choice<PlacesProvider>, 6> provider_choices{
    {{"embedded", PlacesProvider::embedded},
     {"file", PlacesProvider::file},
     {"google", PlacesProvider::google},
     {"google-legacy", PlacesProvider::google_legacy},
     {"overpass", PlacesProvider::overpass},
     {"none", PlacesProvider::none}}};

inline constexpr std::array<Choice<PlacesProvider>, 2> fallback_choices{
    {{"embedded", PlacesProvider::embedded}, {"file", PlacesProvider::file}}};

inline constexpr std::array<Choice<PlacesLayout>, 2> layout_choices{
    {{"classic", PlacesLayout::classic}, {"current", PlacesLayout::current}}};

inline constexpr std::array<Choice<PlacesRank>, 2> rank_choices{
    {{"distance", PlacesRank::distance}, {"popularity", PlacesRank::popularity}}};

inline constexpr std::array<Choice<PlacesFields>, 2> fields_choices{
    {{"basic", PlacesFields::basic}, {"full", PlacesFields::full}}};

inline constexpr std::array<Choice<LogLevel>, 3> level_choices{
    {{"messages", LogLevel::messages}, {"connections", LogLevel::connections}, {"off", LogLevel::off}}};

inline constexpr std::array<Choice<LogFormat>, 2> format_choices{
    {{"json", LogFormat::json}, {"text", LogFormat::text}}};

/// The word for a value.
template <class Choices, class T>
constexpr std::string_view format_choice(const Choices& choices, T value) {
    for (const auto& choice : choices) {
        if (choice.value == value) return choice.word;
    }
    return {};
}

}  // namespace herd::config
