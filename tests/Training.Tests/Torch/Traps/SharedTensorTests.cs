using System.Reflection;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Torch.Traps;

/// <summary>Undocumented behavior of TorchSharp's tensors in several threads, and of its event files.</summary>
public sealed class SharedTensorTests
{
    /// <summary>Two threads that dispose the same tensor may both free it. Checked in the IL, because a run does not show it
    /// reliably.</summary>
    [Fact]
    public void Dispose_FromTwoThreads_IsNotGuarded()
    {
        var dispose = typeof(Tensor).GetMethod("Dispose", BindingFlags.Instance | BindingFlags.NonPublic, [typeof(bool)])!;
        var called = Called(dispose).ToArray();
        Assert.Contains("THSTensor_dispose", called);
        Assert.DoesNotContain(called, c => c is "Exchange" or "CompareExchange" or "Enter");
    }

    [Fact]
    public void SummaryWriter_FirstEvent_HasWrongWallTime()
    {
        using var folder = new TempFolder();
        utils.tensorboard.SummaryWriter(folder.Path).add_scalar("loss", 1, 0);
        Assert.True(Events.Read(folder.Path)[0].WallTime > 1e17);
        Assert.DoesNotContain(typeof(IDisposable), typeof(TorchSharp.Modules.SummaryWriter).GetInterfaces());
    }

    [Fact]
    public void SummaryWriter_AddScalars_WritesFolderPerScalar()
    {
        using var folder = new TempFolder();
        utils.tensorboard.SummaryWriter(folder.Path).add_scalars("loss", new Dictionary<string, float> { ["train"] = 1, ["test"] = 2 }, 0);
        Assert.Equal(["loss_test", "loss_train"], Events.Folders(folder.Path));
        Assert.All(Directory.GetDirectories(folder.Path), f => Assert.Equal(["loss"], Events.Tags(f)));
    }

    // Returns the names of called methods. Tokens are searched at every byte, so there may be extra names.
    private static IEnumerable<string> Called(MethodInfo method)
    {
        var code = method.GetMethodBody()!.GetILAsByteArray()!;
        for (var i = 0; i + 5 <= code.Length; i++)
        {
            if (code[i] is not (0x28 or 0x6F)) continue;
            string? name = null;
            try
            {
                name = method.Module.ResolveMethod(BitConverter.ToInt32(code, i + 1))?.Name;
            }
            catch (ArgumentException)
            {
            }

            if (name is not null) yield return name;
        }
    }
}
