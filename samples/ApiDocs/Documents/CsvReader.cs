namespace ApiDocsSample.Documents;

/// <summary>
/// Reads documents in DBpedia's form, <c>label,title,abstract</c>: the label is a number or a name, the text is title and abstract.
/// </summary>
public static class CsvReader
{
    private const int Fields = 3;

    /// <summary>All documents of the file, in its order. A header line is recognised and left out.</summary>
    /// <exception cref="DataException">The file cannot be read or a row is malformed.</exception>
    public static IReadOnlyList<Document> Read(string file)
    {
        try
        {
            using var text = new StreamReader(file);
            return Read(text, file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"data={file} cannot be read: {problem.Message}");
        }
    }

    /// <summary>The same from an open text; <paramref name="name"/> is what errors call it.</summary>
    /// <exception cref="DataException">A row is malformed.</exception>
    public static IReadOnlyList<Document> Read(TextReader text, string name)
    {
        var documents = new List<Document>();
        foreach (var (line, fields) in new CsvRows(text, name))
        {
            if (fields.Count != Fields)
                throw new DataException($"{name}, line {line}: {fields.Count} fields instead of the {Fields} of label,title,abstract");
            if (fields[0].Trim() is not { Length: > 0 } label)
                throw new DataException($"{name}, line {line}: the label is empty");
            documents.Add(new Document(label, $"{fields[1]} {fields[2]}".Trim()));
        }
        if (IsHeader(documents))
            documents.RemoveAt(0);
        return documents.Count > 0 ? documents : throw new DataException($"{name} has no rows of label,title,abstract");
    }

    private static bool IsHeader(List<Document> documents) =>
        documents is [var first, .. var rest]
        && (first.Label.ToLowerInvariant() is "label" or "class"
            || (!long.TryParse(first.Label, out _) && rest.Count > 0 && rest.All(row => long.TryParse(row.Label, out _))));
}
