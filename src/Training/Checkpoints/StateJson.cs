using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>
/// Conversion of a <see cref="CheckpointState"/> to and from JSON. Sections are objects. A tensor is <c>null</c> and stored in the file
/// under its dotted path. A double always has a fraction, which distinguishes it from an integer. NaN and infinities are strings in lists,
/// and <c>[["NaN"]]</c> elsewhere.
/// </summary>
internal static class StateJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(CheckpointState state)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, s_options))
            Write(json, state);
        return Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length);
    }

    /// <summary>Reads the state of a file. It shares the tensors with the file.</summary>
    /// <exception cref="InvalidDataException">The file has no valid state.</exception>
    public static CheckpointState Read(SafetensorsFile file)
    {
        try
        {
            using var document = JsonDocument.Parse(file.State ?? "");
            var state = new CheckpointState();
            Read(document.RootElement, state, file);
            return state;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"'{file.Path}' is not a checkpoint: its state cannot be read.", e);
        }
    }

    private static void Write(Utf8JsonWriter json, CheckpointState state)
    {
        json.WriteStartObject();
        foreach (var (key, value) in state.Values)
        {
            json.WritePropertyName(key);
            switch (value)
            {
                case long number: json.WriteNumberValue(number); break;
                case double number when double.IsFinite(number): WriteDouble(json, number); break;
                case double number: WriteNonFinite(json, number); break;
                case bool truth: json.WriteBooleanValue(truth); break;
                case string text: json.WriteStringValue(text); break;
                case double[] numbers: WriteDoubles(json, numbers); break;
                case Tensor: json.WriteNullValue(); break;
                default: Write(json, (CheckpointState)value); break;
            }
        }

        json.WriteEndObject();
    }

    private static void WriteDoubles(Utf8JsonWriter json, double[] numbers)
    {
        json.WriteStartArray();
        foreach (var number in numbers)
            WriteDouble(json, number);
        json.WriteEndArray();
    }

    private static void WriteDouble(Utf8JsonWriter json, double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        if (double.IsFinite(number))
        {
            json.WriteRawValue(text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0", skipInputValidation: true);
            return;
        }

        // The payload of NaN is not kept.
        json.WriteStringValue(text);
    }

    private static void WriteNonFinite(Utf8JsonWriter json, double number)
    {
        json.WriteStartArray();
        WriteDoubles(json, [number]);
        json.WriteEndArray();
    }

    private static void Read(JsonElement element, CheckpointState state, SafetensorsFile file)
    {
        foreach (var property in element.EnumerateObject())
        {
            var value = property.Value;
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    Read(value, state.Section(property.Name), file);
                    break;
                case JsonValueKind.Number when !value.GetRawText().AsSpan().ContainsAny('.', 'E'):
                    state.Set(property.Name, value.GetInt64());
                    break;
                case JsonValueKind.Number:
                    state.Set(property.Name, value.GetDouble());
                    break;
                case JsonValueKind.Array when value.GetArrayLength() == 1 && value[0].ValueKind == JsonValueKind.Array:
                    state.Set(property.Name, ReadDouble(value[0][0]));
                    break;
                case JsonValueKind.Array:
                    state.Set(property.Name, value.EnumerateArray().Select(ReadDouble).ToArray());
                    break;
                case JsonValueKind.String:
                    state.Set(property.Name, value.GetString());
                    break;
                case JsonValueKind.True or JsonValueKind.False:
                    state.Set(property.Name, value.GetBoolean());
                    break;
                default:
                    state.Put(property.Name, GetTensor(file, state.PathOf(property.Name)));
                    break;
            }
        }
    }

    private static double ReadDouble(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : element.GetDouble();

    private static Tensor GetTensor(SafetensorsFile file, string path) =>
        file.Tensors.TryGetValue(path, out var tensor)
            ? tensor
            : throw new InvalidDataException($"'{file.Path}' is not a checkpoint: the tensor '{path}' is missing.");
}
