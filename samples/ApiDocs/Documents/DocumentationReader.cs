using System.Xml;

namespace ApiDocsSample.Documents;

/// <summary>Reads .NET's own API documentation: the text is a member's summary, the class its namespace.</summary>
public static class DocumentationReader
{
    /// <summary>
    /// The different summaries in <paramref name="files"/>, in their order; a text that two namespaces share belongs to the first.
    /// </summary>
    /// <exception cref="DataException">A file cannot be read or is not XML.</exception>
    public static IReadOnlyList<Document> Read(IEnumerable<string> files)
    {
        var members = ReadFiles(files);
        var types = members.SelectMany(file => file).Select(member => member.Type).ToHashSet();
        return
        [
            .. members.SelectMany(file => file)
                .Where(member => member.Summary.Length > 0)
                .DistinctBy(member => member.Summary)
                .Select(member => new Document(DocId.NamespaceOf(member.Type, types), member.Summary)),
        ];
    }

    private static List<List<(string Type, string Summary)>> ReadFiles(IEnumerable<string> files)
    {
        try
        {
            return files.AsParallel().AsOrdered().Select(ReadFile).ToList();
        }
        catch (AggregateException problems) when (problems.InnerException is DataException problem)
        {
            throw new DataException(problem.Message);
        }
    }

    private static List<(string Type, string Summary)> ReadFile(string file)
    {
        var members = new List<(string Type, string Summary)>();
        try
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { IgnoreComments = true, IgnoreProcessingInstructions = true });
            var type = "";
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "member" })
                {
                    type = DocId.TypeOf(reader.GetAttribute("name") ?? "");
                    // Without a summary a member still tells that its type is none of the namespaces.
                    members.Add((type, ""));
                }
                else if (reader is { NodeType: XmlNodeType.Element, LocalName: "summary" } && type.Length > 0)
                {
                    members[^1] = (type, SummaryText.Read(reader));
                    type = "";
                }
            }
        }
        catch (Exception problem) when (problem is XmlException or IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{file}: {problem.Message}");
        }
        return members;
    }
}
