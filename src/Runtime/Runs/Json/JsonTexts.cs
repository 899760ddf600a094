using System.Text.Json;

namespace Gen.Runs;

/// <summary>Looks for texts that the parser takes, and that fail only when they are asked for: half a surrogate pair (<c>"\ud800"</c>), bytes that are no UTF-8.</summary>
internal static class JsonTexts
{
    /// <summary>True if every text and name below can be read.</summary>
    public static bool AreReadable(JsonElement json)
    {
        try
        {
            Read(json);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            json.GetString();
        foreach (var item in json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : default)
            Read(item);
        foreach (var property in json.ValueKind == JsonValueKind.Object ? json.EnumerateObject() : default)
        {
            _ = property.Name;
            Read(property.Value);
        }
    }
}
