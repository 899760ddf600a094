using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Gen.IO;

namespace Gen;

/// <summary>What tells a process from every other, on this machine and on others that see the same files.</summary>
/// <param name="Host">The name of the machine, for people.</param>
/// <param name="Boot">What is new after each start of the machine.</param>
/// <param name="Namespace">The namespace of process numbers: those of two containers are not of one.</param>
/// <param name="Id">The number of the process.</param>
/// <param name="Started">When the process started, in a unit of the system: numbers of processes are used again.</param>
internal sealed record ProcessIdentity(string Host, string Boot, string Namespace, int Id, long Started)
{
    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = new(
        Environment.MachineName, ReadBoot(), ReadNamespace(), Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0);

    /// <summary>Returns whether the process runs; null if it cannot be asked, because it is on another machine or in another
    /// container.</summary>
    public bool? IsAlive()
    {
        // The host, too: sandboxes may have the other two in common.
        if (Boot.Length == 0 || (Host, Boot, Namespace) != (Current.Host, Current.Boot, Current.Namespace))
            return null;
        if (StartOf(Id) == Started)
            return true;

        // Where other users' processes are hidden, the first one is, too.
        return OperatingSystem.IsLinux() && !File.Exists("/proc/1/stat") ? null : false;
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("host", Host);
        writer.WriteString("boot", Boot);
        writer.WriteString("namespace", Namespace);
        writer.WriteNumber("pid", Id);
        writer.WriteNumber("started", Started);
    }

    public static ProcessIdentity Read(JsonElement json) => new(
        json.GetProperty("host").GetString()!,
        json.GetProperty("boot").GetString()!,
        json.GetProperty("namespace").GetString()!,
        json.GetProperty("pid").GetInt32(),
        json.GetProperty("started").GetInt64());

    private static string ReadBoot()
    {
        try
        {
            return OperatingSystem.IsLinux() ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : Environment.MachineName;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return "";
        }
    }

    private static string ReadNamespace()
    {
        try
        {
            return OperatingSystem.IsLinux() ? new FileInfo("/proc/self/ns/pid").LinkTarget ?? "" : "";
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return "";
        }
    }

    /// <summary>Returns when a process started; null if there is none, or only its exit code is left.</summary>
    private static long? StartOf(int id)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var process = Process.GetProcessById(id);
                return process.StartTime.ToUniversalTime().Ticks;
            }

            // "pid (name) state ppid ...": the name can have blanks and parentheses. The 20th field is the number of threads, which may
            // outlive the first one and write a file still; the 22nd is the start in ticks since the boot.
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" && fields[17] is "0" or "1" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (FileFailure.Is(e) || e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
