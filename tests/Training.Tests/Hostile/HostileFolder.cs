using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Gen.IO;
using Gen.Training.Checkpoints;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Hostile;

/// <summary>
/// A run folder that is changed by chance into one that a stranger could have prepared, beside files that are nobody's business.
/// </summary>
internal sealed class HostileFolder
{
    private readonly string _parent, _template;
    private readonly Random _random;

    /// <param name="template">The folder of a run.</param>
    /// <param name="parent">An empty folder, with runs, other files, and folders.</param>
    /// <param name="random">Chooses what is done.</param>
    public HostileFolder(string template, string parent, Random random)
    {
        (_parent, _template, _random) = (parent, template, random);
        Copy(template, Run);
        Copy(template, Path.Combine(parent, "runs", "2"));
        foreach (var name in new[] { "mine.txt", "weights/1.weights", "weights/2.weights", "cout.txt", "fit-1/epoch-000001.safetensors" })
        {
            var file = Path.Combine(Outside, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "mine: " + name);
        }

        for (var i = random.Next(1, 4); i > 0; i--)
            Changes.Add(Change());
    }

    public string Run => Path.Combine(_parent, "runs", "1");

    /// <summary>What was done, for messages.</summary>
    public List<string> Changes { get; } = [];

    private string Outside => Path.Combine(_parent, "outside");

    /// <summary>Returns all that is outside of the run folder: names, kinds, contents and times.</summary>
    public string Surroundings()
    {
        var text = new StringBuilder();
        IEnumerable<FileSystemInfo> entries =
        [
            .. new DirectoryInfo(_parent).EnumerateFileSystemInfos(),
            .. new DirectoryInfo(Path.Combine(_parent, "runs")).EnumerateFileSystemInfos().Where(e => e.Name != "1"),
            .. new DirectoryInfo(Path.Combine(_parent, "runs", "2")).EnumerateFileSystemInfos("*", SearchOption.AllDirectories),
            .. new DirectoryInfo(Outside).EnumerateFileSystemInfos("*", SearchOption.AllDirectories),
        ];
        foreach (var entry in entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            text.Append(entry.FullName).Append(' ').Append(entry.Attributes).Append(' ').Append(entry.LastWriteTimeUtc.Ticks);
            if (entry is FileInfo)
                text.Append(' ').Append(Convert.ToHexString(MD5.HashData(File.ReadAllBytes(entry.FullName))));
            text.Append('\n');
        }

        return text.ToString();
    }

    private string Change()
    {
        var files = RunPath.Files(Run, recursive: true).Where(IsRegular).ToArray();
        var folders = files
            .SelectMany(f => new[] { Path.GetDirectoryName(f)!, Path.GetDirectoryName(Path.GetDirectoryName(f))! })
            .Distinct()
            .Where(f => f.Length > Run.Length)
            .ToArray();
        if (files.Length == 0)
            return "";
        var file = _random.GetItems(files, 1)[0];
        var folder = folders.Length == 0 ? Run : _random.GetItems(folders, 1)[0];
        var (name, folderName) = (Path.GetRelativePath(Run, file), Path.GetRelativePath(Run, folder));
        switch (_random.Next(14))
        {
            case 0:
                return $"{name} -> {Link(file, Target(isFolder: false))}";
            case 1 or 2 when folder != Run:
                return $"{folderName} -> {Link(folder, Target(isFolder: true))}";
            case 3:
                return $"{name}.tmp -> {Link(file + ".tmp", Target(isFolder: false))}";
            case 4:
                Node(file, "mkfifo");
                return $"{name} is a pipe";
            case 5:
                Node(file + ".tmp", "mkfifo");
                return $"{name}.tmp is a pipe";
            case 6 when Environment.UserName == "root":
                Node(file, "mknod", "c", "1", "5");
                return $"{name} is a device";
            case 7:
                return Socket(file) ? $"{name} is a socket" : Change();
            case 8:
                using (var stream = File.OpenWrite(file))
                    stream.SetLength(1L << 40);
                return $"{name} has a terabyte";
            case 9:
                using (var stream = File.OpenWrite(file))
                    stream.SetLength(_random.NextInt64(stream.Length));
                return $"{name} is torn";
            case 10:
                return $"{folderName}/loop -> {Link(Path.Combine(folder, "loop"), "..")}";
            case 11:
                File.Delete(file);
                Directory.CreateDirectory(file);
                return $"{name} is a folder";
            case 12:
                return ChangeCheckpoint();
            default:
                return ChangeRecord();
        }
    }

    private string Target(bool isFolder) => _random.Next(4) switch
    {
        0 => Path.Combine(Outside, isFolder ? "weights" : "mine.txt"),
        1 => isFolder ? "/" + Path.GetRelativePath("/", Outside) : Path.Combine(Outside, "new.txt"),
        2 => Path.Combine(_parent, "runs", "2", isFolder ? "checkpoints" : "metrics.jsonl"),
        _ => isFolder ? Outside : Path.Combine(Outside, "cout.txt"),
    };

    private static string Link(string path, string target)
    {
        Remove(path);
        File.CreateSymbolicLink(path, target);
        return target;
    }

    private static void Node(string path, string program, params string[] kind)
    {
        Remove(path);
        using var process = Process.Start(program, [path, .. kind]);
        process.WaitForExit();
    }

    private static bool Socket(string path)
    {
        // The length of the name of a socket is limited.
        if (path.Length > 100)
            return false;
        Remove(path);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return true;
    }

    /// <summary>Writes a checkpoint with valid checksums whose names lead out, or whose tensors are huge.</summary>
    private string ChangeCheckpoint()
    {
        var file = Path.Combine(Run, "checkpoints", "fit-1", "epoch-000002.safetensors");
        if (!RunPath.Files(Run, recursive: true).Contains(file) || !IsRegular(file))
            return ChangeRecord();
        if (_random.Next(2) == 0)
        {
            var entry = new TensorInfo("model.first.weight", ScalarType.Float32, [1L << 38], 0, 1L << 40);
            using (var stream = File.Create(file))
            {
                stream.Write(SafetensorsHeader.Write(SafetensorsHeader.Checkpoint, "{}", [entry], ["00000000"]));
                stream.SetLength(stream.Length + (1L << 40));
            }

            return "a checkpoint with a tensor of a terabyte";
        }

        using var checkpoint = Checkpoint.Open(Path.Combine(_template, Path.GetRelativePath(Run, file)));
        foreach (var key in checkpoint.State.Section(CallbackStates.Section).Keys.ToList())
        {
            var callback = checkpoint.State.Section(CallbackStates.Section).Section(key);
            if (callback.Contains("files"))
                callback.Section("files").Set("0", "../../../outside/mine.txt");
        }

        checkpoint.State.Section("record").Set("position", $"record 1 {_random.NextInt64()} {_random.NextInt64()}");
        Checkpoint.Save(checkpoint.State, file);
        return "a checkpoint with names and positions of others";
    }

    private string ChangeRecord()
    {
        var file = Path.Combine(Run, "run.json");
        if (!IsRegular(file))
            return "";
        string[] texts = ["\"../../outside\"", "\"\\u001b[31m\"", "{\"a\":[[[]]]}", new string('[', 100), "1e999", "null"];
        string[] names = ["command", "name", "status", "artifacts", "meta", "resources", "resumed", "info"];
        var (text, name) = (_random.GetItems(texts, 1)[0], _random.GetItems(names, 1)[0]);
        File.WriteAllText(file, File.ReadAllText(file).Replace($"\"{name}\": ", $"\"{name}\": {text}, \"x\": "));
        return $"{name} of run.json is {text}";
    }

    private static bool IsRegular(string file) => new FileInfo(file) is { Exists: true, LinkTarget: null, Length: > 0 and < 1 << 20 };

    private static void Remove(string path)
    {
        if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null)
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
