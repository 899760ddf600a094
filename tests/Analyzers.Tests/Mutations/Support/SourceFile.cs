namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>A file of a program.</summary>
internal sealed record SourceFile(string Path, string Text);

/// <summary>A place in a file, both numbers from 1.</summary>
internal readonly record struct Place(string Path, int Line, int Column)
{
    public override string ToString() => $"{Path}({Line},{Column})";
}
