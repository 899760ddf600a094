namespace ApiDocsSample.Documents;

/// <summary>A text and the name of the class it belongs to.</summary>
public sealed record Document(string Label, string Text);
