using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Common;

/// <summary>
/// The summary, parameters and result of a method's doc comment, each as one line of XML for a generated method. What names something is
/// written as code, because the generated file has other usings and parameters.
/// </summary>
internal static class DocElements
{
    /// <summary>Returns the elements, with those of some parameters; none of a comment that is missing or not well-formed.</summary>
    public static EquatableArray<string> Of(IMethodSymbol method, Func<string, bool> keepsParameter, CancellationToken cancellationToken)
    {
        if (DocComment.Text(method, cancellationToken) is not { Length: > 0 } text)
            return default;
        try
        {
            var root = XElement.Parse($"<doc>{text}</doc>");
            return root.Elements().Where(e => IsKept(e, keepsParameter)).Select(e => Line(e, keepsParameter)).ToEquatableArray();
        }
        catch (XmlException)
        {
            return default;
        }
    }

    private static bool IsKept(XElement element, Func<string, bool> keepsParameter) => element.Name.LocalName switch
    {
        "summary" or "returns" or "typeparam" => true,
        "param" => element.Attribute("name") is { } name && keepsParameter(name.Value),
        _ => false,
    };

    private static string Line(XElement element, Func<string, bool> keepsParameter)
    {
        foreach (var reference in element.Descendants().ToArray())
        {
            if (reference.Attribute("cref") is { } cref)
                Replace(reference, DocComment.ShortName(cref.Value));
            else if (reference.Name.LocalName == "paramref" && reference.Attribute("name") is { } name && !keepsParameter(name.Value))
                Replace(reference, name.Value);
        }

        return DocComment.Collapse(element.ToString(SaveOptions.DisableFormatting));
    }

    private static void Replace(XElement reference, string name) =>
        reference.ReplaceWith(new XElement("c", reference.IsEmpty ? name : reference.Value));
}
