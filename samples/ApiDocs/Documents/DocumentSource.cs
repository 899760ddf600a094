namespace ApiDocsSample.Documents;

/// <summary>Where the documents come from.</summary>
public static class DocumentSource
{
    // Thousands of nearly equal texts on processor instructions: a class that needs no learning.
    private const string LeftOut = "System.Runtime.Intrinsics";

    /// <summary>The rows of a CSV file (<see cref="CsvReader"/>), or without one the summaries of .NET's own documentation.</summary>
    /// <exception cref="DataException">There are none, or they cannot be read.</exception>
    public static IReadOnlyList<Document> Load(string? csvFile) =>
        !string.IsNullOrEmpty(csvFile)
            ? CsvReader.Read(csvFile)
            : [.. DocumentationReader.Read(DocumentationFolders.FindFiles()).Where(IsClassified)];

    private static bool IsClassified(Document document) =>
        document.Label.Length > 0 && document.Label != LeftOut && !document.Label.StartsWith(LeftOut + ".", StringComparison.Ordinal);
}
