namespace Gen.Generators.Common;

/// <summary>A type declaration that generated code continues.</summary>
/// <param name="Namespace">Its namespace; null for the global one.</param>
/// <param name="Containers">Headers of the containing declarations, outermost first: <c>partial class Outer</c>.</param>
/// <param name="Header">Its own header: <c>partial record ApiDocs</c>.</param>
/// <param name="Name">Its simple name.</param>
/// <param name="FullName">With <c>global::</c>.</param>
/// <param name="HintName">Start of the generated files' names.</param>
internal sealed record TypeModel(string? Namespace, EquatableArray<string> Containers, string Header, string Name, string FullName, string HintName);
