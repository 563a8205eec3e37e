#pragma once

namespace vectray {

/// Lets std::visit take one lambda per alternative; a missing one does not compile.
template<typename... Fs>
struct Overloaded : Fs...
{
    using Fs::operator()...;
};
template<typename... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

} // namespace vectray
