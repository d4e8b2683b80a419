using OrleansML.Data.Scoring;
using Xunit;

namespace OrleansML.DataTests.Scoring;

public sealed class SliceCutterTests
{
    [Fact]
    public void Cut_GroupsOfAllSizes_FollowsThem()
    {
        var slices = SliceCutter.Cut([30, 30, 50, 250, 10, 0, 90], 100).ToArray();

        Assert.Equal([(0L, 60), (60L, 50), (110L, 83), (193L, 83), (276L, 84), (360L, 100)], slices);
    }

    [Fact]
    public void Cut_NoRows_IsNoSlice() => Assert.Empty(SliceCutter.Cut([0], 100));

    [Theory]
    [InlineData(1, 131_072)]
    [InlineData(1_073_741_824, 131_072)]
    [InlineData(1_073_750_016, 262_144)]
    [InlineData(100_000_000_000, 1_048_576)]
    public void RowsFor_Size_KeepsTheNumberOfSlicesSmall(long rows, int expected) => Assert.Equal(expected, SliceCutter.RowsFor(rows));

    [Theory]
    [InlineData(0, 131_072)]
    [InlineData(4_095, 131_072)]
    [InlineData(4_096, 262_144)]
    [InlineData(6_144, 1_048_576)]
    [InlineData(100_000, 1_048_576)]
    public void RowsAt_LaterSlices_AreLarger(int slice, int expected) => Assert.Equal(expected, SliceCutter.RowsAt(slice));
}
