namespace Gen;

/// <summary>
/// Marks a class as a reusable block of config entries. An experiment has such a block as a property; its keys are dotted
/// (<c>dataset.path</c>). The class needs a public parameterless constructor and need not be partial.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConfigAttribute : Attribute;
