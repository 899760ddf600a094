using System.Globalization;
using System.Text.Json;

namespace Gen.Tool.Reading;

/// <summary>A value of a record.</summary>
/// <param name="Json">The value as JSON.</param>
internal readonly record struct RunValue(string Json)
{
    public static RunValue Of(string text) => new(JsonSerializer.Serialize(text, RunJsonContext.Default.String));

    public static RunValue Of(double number) => new(double.IsFinite(number)
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : $"\"{NameOf(number)}\"");

    public static RunValue Of(JsonElement json) => new(json.GetRawText());

    /// <summary>Whether the value is a text.</summary>
    public bool IsText => Json.StartsWith('"');

    /// <summary>The value as a person writes it: texts without quotes.</summary>
    public string Text => IsText ? JsonSerializer.Deserialize(Json, RunJsonContext.Default.String)! : Json;

    /// <summary>The number that the value is, or that it spells: NaN and infinities are texts in JSON. Null for others.</summary>
    public double? Number => Json.Length == 0 || Json[0] is 't' or 'f' or 'n' or '[' or '{' ? null : NumberOf(IsText ? Text : Json);

    /// <summary>Returns the name of a number that JSON does not have.</summary>
    public static string NameOf(double number) => double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";

    private static double? NumberOf(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null,
    };
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class RunJsonContext : System.Text.Json.Serialization.JsonSerializerContext;
