using System.Buffers;
using System.Text.Json;
using Gen.TensorBoard.Protos;
using Gen.TensorBoard.Protos.HParams;
using Google.Protobuf.WellKnownTypes;

namespace Gen.TensorBoard;

/// <content>Hyperparameters.</content>
public sealed partial class SummaryWriter
{
    /// <summary>
    /// Adds the run to the HParams page with its hyperparameters. Call it once, in the run's own folder: TensorBoard takes the columns from
    /// all runs, and every scalar of this folder and those below (<c>train</c>, <c>validation</c>) as metrics of the run.
    /// </summary>
    /// <param name="settings">
    /// Names and values: bool, numbers, and text for all other types. Nested keys are joined by dots, lists are written as JSON, nulls are
    /// omitted. NaN and infinities are written as text, because TensorBoard fails on such numbers.
    /// </param>
    /// <param name="group">The group. Runs of a group, such as the seeds of an experiment, share a row. The default is a row for this run
    /// alone.</param>
    /// <param name="started">When the run started. The default is the current time.</param>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddHyperparameters(
        IEnumerable<KeyValuePair<string, object?>> settings,
        string? group = null,
        DateTimeOffset? started = null
    )
    {
        var start = new SessionStartInfo { GroupName = group ?? "" };
        foreach (var (name, value) in HyperparameterValues.Flatten(settings)) start.Hparams[name] = value;
        lock (_gate)
        {
            start.StartTimeSecs = _clock.Seconds(started);
            AddSession("start", new HParamsPluginData { SessionStartInfo = start });
        }
    }

    /// <summary>Records on the HParams page how the run ended: completed is a success, failed and interrupted are failures.</summary>
    /// <param name="status">The run's status.</param>
    /// <param name="ended">When the run ended. The default is the current time.</param>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void EndSession(RunStatus status, DateTimeOffset? ended = null)
    {
        var end = new SessionEndInfo
        {
            Status = status switch { RunStatus.Running => Status.Running, RunStatus.Completed => Status.Success, _ => Status.Failure },
        };
        lock (_gate)
        {
            end.EndTimeSecs = _clock.Seconds(ended);
            AddSession("end", new HParamsPluginData { SessionEndInfo = end });
        }
    }

    // The data are in the plugin's metadata, which TensorBoard reads from a tag's first value only. The tensor is empty but required.
    private void AddSession(string which, HParamsPluginData data)
    {
        var tag = $"_hparams_/session_{which}_info";
        if (_withMetadata.Contains(tag))
            throw new InvalidOperationException(
                $"The session {which} was already added to this file, and TensorBoard reads only the first."
            );
        var value = new Summary.Types.Value { Tag = tag, Tensor = TensorProtos.Create(ReadOnlySpan<float>.Empty, 0) };
        Add(value, new PluginInfo("hparams", DataClass.Tensor, data), step: 0, time: null);
    }
}

/// <summary>Conversion of settings to the flat, typed values of the HParams page.</summary>
internal static class HyperparameterValues
{
    /// <summary>Flattens settings: nested keys are joined by dots, lists become JSON, nulls are omitted, NaN and infinities become
    /// text.</summary>
    public static IEnumerable<KeyValuePair<string, Value>> Flatten(IEnumerable<KeyValuePair<string, object?>> settings) =>
        settings.SelectMany(setting =>
            setting.Value is JsonElement json ? Flatten(setting.Key, json) : Flatten(setting.Key, ToJson(setting.Value))
        );

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

    private static JsonElement ToJson(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) JsonValue.Write(writer, value);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
