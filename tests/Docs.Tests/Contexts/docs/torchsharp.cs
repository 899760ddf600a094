using Gen.Training;
using TorchSharp;

public static class Uses
{
    public static void Memory()
    {
        // statements here
    }
}
