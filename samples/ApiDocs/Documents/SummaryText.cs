using System.Text;
using System.Xml;

namespace ApiDocsSample.Documents;

/// <summary>Turns a <c>summary</c> element into plain text.</summary>
internal static class SummaryText
{
    /// <summary>
    /// Reads the element that <paramref name="reader"/> is on, up to its end. References become the name they refer to
    /// (<c>&lt;see cref="T:System.String"/&gt;</c>: String), other elements their text; white space is collapsed.
    /// </summary>
    public static string Read(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return "";
        var text = new StringBuilder();
        var end = reader.Depth;
        (string Name, int Position) reference = default;
        while (reader.Read() && reader.Depth > end)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    text.Append(reader.Value);
                    break;
                case XmlNodeType.Element:
                    var isEmpty = reader.IsEmptyElement;
                    if (IsBlock(reader.LocalName))
                        text.Append(' ');
                    reference = (NameIn(reader), text.Length);
                    if (isEmpty)
                        text.Append(reference.Name);
                    break;
                // A reference with a text of its own is read as that text.
                case XmlNodeType.EndElement when text.Length == reference.Position:
                    text.Append(reference.Name);
                    break;
                case XmlNodeType.EndElement when IsBlock(reader.LocalName):
                    text.Append(' ');
                    break;
            }
        }
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsBlock(string element) =>
        element is "para" or "p" or "br" or "list" or "item" or "term" or "description" or "li" or "code";

    private static string NameIn(XmlReader reader) => reader.LocalName switch
    {
        "see" or "seealso" => reader.GetAttribute("langword") ?? DocId.ShortName(reader.GetAttribute("cref") ?? ""),
        "xref" => DocId.ShortName(reader.GetAttribute("uid") ?? ""),
        "paramref" or "typeparamref" => reader.GetAttribute("name") ?? "",
        _ => "",
    };
}
