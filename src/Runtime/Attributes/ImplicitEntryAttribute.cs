using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>Put by the generator on the entries that it adds to an experiment (<c>seed</c>, <c>device</c>), to tell them from the user's own.</summary>
[AttributeUsage(AttributeTargets.Property)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImplicitEntryAttribute : Attribute;
