using System.Buffers;
using System.Text.Json;
using Gen.Runs;
using Gen.TensorBoard.Protos;
using Gen.TensorBoard.Protos.HParams;
using Google.Protobuf.WellKnownTypes;

namespace Gen.TensorBoard;

/// <content>Hyperparameters.</content>
public sealed partial class SummaryWriter
{
    /// <summary>
    /// Lists the run on the page "hparams" with what it was given. Write it into the run's own folder, once: TensorBoard makes the columns from what all runs
    /// have, and takes every scalar of this folder and of those below (<c>train</c>, <c>validation</c>) for the run's results.
    /// </summary>
    /// <param name="settings">
    /// Names and values: bool, numbers, and text for all else. What is nested is joined by dots, lists are written as JSON, nulls are left out; NaN and
    /// infinities are written as text, since TensorBoard's page fails on such numbers.
    /// </param>
    /// <param name="group">Runs of one group, such as the seeds of an experiment, share a row. A row of its own, if not given.</param>
    /// <param name="started">When the run began; now, if not given.</param>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddHyperparameters(IEnumerable<KeyValuePair<string, object?>> settings, string? group = null, DateTimeOffset? started = null)
    {
        var start = new SessionStartInfo { GroupName = group ?? "" };
        foreach (var (name, value) in HyperparameterValues.Flatten(settings)) start.Hparams[name] = value;
        lock (_gate)
        {
            start.StartTimeSecs = At(started);
            AddSession("start", new HParamsPluginData { SessionStartInfo = start });
        }
    }

    /// <summary>Says on the page "hparams" how the run ended: completed runs are a success, failed and interrupted ones a failure.</summary>
    /// <param name="status">Where the run stands.</param>
    /// <param name="ended">When it ended; now, if not given.</param>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void EndSession(RunStatus status, DateTimeOffset? ended = null)
    {
        var end = new SessionEndInfo { Status = status switch { RunStatus.Running => Status.Running, RunStatus.Completed => Status.Success, _ => Status.Failure } };
        lock (_gate)
        {
            end.EndTimeSecs = At(ended);
            AddSession("end", new HParamsPluginData { SessionEndInfo = end });
        }
    }

    // All is in the metadata, which are read from the first value alone. The tensor is empty: readers want one.
    private void AddSession(string which, HParamsPluginData data)
    {
        var tag = $"_hparams_/session_{which}_info";
        if (_begun.Contains(tag))
            throw new InvalidOperationException($"The {which} of the session is in this file already, and TensorBoard reads the first only.");
        Add(new Summary.Types.Value { Tag = tag, Tensor = Tensors.Of(ReadOnlySpan<float>.Empty, 0) }, new PluginInfo("hparams", DataClass.Tensor, data), step: 0, time: null);
    }
}

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
