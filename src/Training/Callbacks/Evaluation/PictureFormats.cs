namespace Gen.Training;

/// <summary>File formats of pictures.</summary>
[Flags]
public enum PictureFormats
{
    /// <summary>Sharp at any size, text that can be searched, numbers under the mouse.</summary>
    Svg = 1,

    /// <summary>Pixels, twice as many in each direction as the chart's size says.</summary>
    Png = 2,
}
