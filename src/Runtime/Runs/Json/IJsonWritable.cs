using System.Text.Json;

namespace Gen;

/// <summary>A value that says itself how it is recorded, e.g. as the result of a run.</summary>
public interface IJsonWritable
{
    /// <summary>Writes exactly one JSON value.</summary>
    void WriteJson(Utf8JsonWriter writer);
}
