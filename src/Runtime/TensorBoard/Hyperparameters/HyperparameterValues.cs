using System.Buffers;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;

namespace Gen.TensorBoard;

/// <summary>A run's settings as the flat, typed values of the page "hparams".</summary>
internal static class HyperparameterValues
{
    /// <summary>
    /// Nested keys are joined by dots. Lists become their JSON text, nulls are left out. NaN and infinities become text: as numbers they would keep TensorBoard's
    /// server from answering at all.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, Value>> Flatten(IEnumerable<KeyValuePair<string, object?>> settings) =>
        settings.SelectMany(setting => setting.Value is JsonElement json ? Flatten(setting.Key, json) : Flatten(setting.Key, Json(setting.Value)));

    private static IEnumerable<KeyValuePair<string, Value>> Flatten(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(inner => Flatten($"{key}.{inner.Name}", inner.Value)),
        JsonValueKind.Array => [new(key, Value.ForString(value.GetRawText()))],
        JsonValueKind.Number when double.IsFinite(value.GetDouble()) => [new(key, Value.ForNumber(value.GetDouble()))],
        JsonValueKind.Number => [new(key, Value.ForString(value.GetRawText()))],
        JsonValueKind.String => [new(key, Value.ForString(value.GetString()))],
        JsonValueKind.True or JsonValueKind.False => [new(key, Value.ForBool(value.GetBoolean()))],
        _ => [],
    };

    private static JsonElement Json(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) JsonValue.Write(writer, value);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
