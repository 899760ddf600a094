using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Programs;

/// <summary>
/// A training with all callbacks, whose screens or disks break at its start, in an epoch or at its end. It goes on, or fails with the
/// reason; the exit code and the status are those that docs/command-line.md and docs/runs.md name. All cells with
/// <c>GEN_FULL_TESTS=1</c>, otherwise a tenth.
/// </summary>
public sealed class FaultMatrixTests : IDisposable
{
    private readonly FaultedHost _host = new();

    public static TheoryData<string, string, string> Cells
    {
        get
        {
            var cells =
                from target in (string[])["stdout", "stderr", "screens", "runs", "events", "saved", "folders"]
                from fault in (string[])["full", "closed", "deleted", "read-only", "slow"]
                from moment in (string[])["start", "middle", "end"]

                // A file that is open cannot be made read-only.
                where fault != "read-only" || moment == "start" || !IsScreen(target)
                select (target, fault, moment);
            var shuffled = cells.ToArray();
            new Random(23).Shuffle(shuffled);
            var data = new TheoryData<string, string, string>();
            foreach (var (target, fault, moment) in shuffled.Take(TestIterations.Scaled(shuffled.Length)))
                data.Add(target, fault, moment);
            return data;
        }
    }

    public void Dispose() => _host.Dispose();

    [RootTheory]
    [MemberData(nameof(Cells))]
    public void Fault_GoesOnOrFailsWithReason(string target, string fault, string moment)
    {
        if (IsScreen(target))
            BreakScreens(target, fault, moment);
        else
            BreakDisks(target == "folders" ? ["runs", "events", "saved"] : [target], fault, moment);

        var (exitCode, output, errors) = _host.End();
        errors += ReadScreen("err");
        output += ReadScreen("out");
        var said = $"exit code {exitCode}\n{Regex.Replace(errors, "e{99,}|o{99,}", "...")}";
        Assert.DoesNotContain("   at ", output + errors);
        Assert.DoesNotContain("Unhandled", output + errors);
        Assert.Empty(_host.Strays());

        // Where a folder can be made anew, nothing is lost that must not be. On a full disk there is no room for weights, but for the
        // status.
        var isUnwritable = !IsScreen(target) && fault is "full" or "read-only";
        var hasStatus = !(isUnwritable && fault == "read-only" && target is "runs" or "folders");
        var status = isUnwritable && target is "saved" or "folders" ? "FAILED" : "COMPLETED";
        Assert.True(exitCode == (status == "COMPLETED" && hasStatus ? 0 : 1), said);
        Assert.True(_host.Status() == (hasStatus ? status : "RUNNING"), said);
        if (!hasStatus)
            Assert.Contains("does not say how the run ended: Read-only file system", errors);
        if (status == "FAILED")
            Assert.Contains("error: ModelCheckpoint could not write '", errors);
        foreach (var writer in Warnings(errors))
            Assert.True(writer.Count() == 1, said);

        // Event files that are open can be written below a path that cannot.
        if (isUnwritable && !(target == "events" && fault == "read-only" && moment != "start"))
            Assert.NotEmpty(Warnings(errors));
    }

    /// <summary>Nobody's run, whose folders are read-only by their mode, which does not stop root.</summary>
    [RootTheory]
    [SupportedOSPlatform("linux")]
    [InlineData("events", 0, "COMPLETED", "TensorBoard cannot write '")]
    [InlineData("saved", 1, "FAILED", "ModelCheckpoint could not write '")]
    public void FolderWithoutPermission_OfAnotherUser_GoesOnOrFailsWithReason(string folder, int exitCode, string status, string said)
    {
        foreach (var name in (string[])["gate", "tmp", "home"])
            File.SetUnixFileMode(_host[name], (UnixFileMode)0b111_111_111);
        File.SetUnixFileMode(_host["."], (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(_host[folder], (UnixFileMode)0b101_101_101);
        _host.Start("start", "", "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        _host.Read();
        _host.WaitUntilHalted();
        _host.Continue();
        var ended = _host.End();
        Assert.True(ended.ExitCode == exitCode, ended.Errors);
        Assert.Equal(status, _host.Status());
        Assert.Contains(said, ended.Errors);
        Assert.Contains("is denied", ended.Errors);
        Assert.DoesNotContain("   at ", ended.Errors);
        Assert.Empty(_host.Strays());
    }

    /// <summary>Each kind of warning of each writer, which is there once.</summary>
    private static IEnumerable<IGrouping<string, string>> Warnings(string errors) => errors
        .Split('\n')
        .Where(line => line.StartsWith("WARNING - ", StringComparison.Ordinal))
        .GroupBy(line => Regex.Match(line, "[A-Z][A-Za-z]+ (cannot|could not) [a-z]+|Cannot write the record|The record of").Value)
        .Where(group => group.Key.Length > 0);

    private static bool IsScreen(string target) => target is "stdout" or "stderr" or "screens";

    private void BreakDisks(string[] names, string fault, string moment)
    {
        _host.Start(moment);
        _host.Read();
        _host.WaitUntilHalted();
        foreach (var disk in names.Select(_host.Disk))
        {
            switch (fault)
            {
                case "full": disk.Fill(); break;
                case "closed": disk.Close(); break;
                case "deleted": disk.Empty(); break;
                case "read-only": disk.MakeReadOnly(); break;
            }
        }

        // A disk that answers nothing for a while stops the program that waits for it.
        if (fault != "slow")
            _host.Continue();
        else
            Pause();
    }

    private void BreakScreens(string target, string fault, string moment)
    {
        var screens = target switch { "stdout" => [1], "stderr" => [2], _ => (int[])[1, 2] };
        string Redirect(Func<int, string> how) => string.Join(' ', screens.Select(how));
        string File(int screen) => $"{_host["screens"]}/{(screen == 1 ? "out" : "err")}";
        var start = moment == "start";
        foreach (var screen in screens)
            System.IO.File.WriteAllText(File(screen), "");
        if (start && fault == "full")
            _host.Disk("screens").Fill();
        _host.Start(moment, fault switch
        {
            "full" or "deleted" => Redirect(s => $"{s}>{File(s)}"),
            "closed" when start => Redirect(s => $"{s}>&-"),
            "read-only" => Redirect(s => $"{s}<{File(s)}"),
            _ => Redirect(s => $"{s}>{_host.StartReader(File(s))}"),
        });
        _host.Read();
        _host.WaitUntilHalted();
        switch (fault)
        {
            case "full": _host.Disk("screens").Fill(); break;
            case "deleted": _host.Disk("screens").Empty(); break;
            case "closed": _host.SignalReaders("KILL"); break;
            case "slow": _host.SignalReaders("STOP"); break;
        }

        _host.Continue();
        if (fault != "slow")
            return;

        // Meanwhile the pipe is full.
        Thread.Sleep(1500);
        _host.SignalReaders("CONT");
    }

    private void Pause()
    {
        _host.Signal("STOP");
        _host.Continue();
        Thread.Sleep(1500);
        _host.Signal("CONT");
    }

    private string ReadScreen(string name) =>
        File.Exists(_host[$"screens/{name}"]) ? File.ReadAllText(_host[$"screens/{name}"]) : "";
}
