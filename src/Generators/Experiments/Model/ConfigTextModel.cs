using Gen.Generators.Common;

namespace Gen.Generators.Experiments.Model;

/// <summary>What help texts say of the entries that a public <c>[Config]</c> class declares.</summary>
internal sealed record ConfigTextModel(string HintName, string Type, EquatableArray<EntryTextModel> Entries);

/// <summary>What help texts say of an entry.</summary>
/// <param name="Property">The property.</param>
/// <param name="Doc">First paragraph of its doc comment.</param>
/// <param name="Default">Text of its initializer.</param>
internal sealed record EntryTextModel(string Property, string? Doc, string? Default);
