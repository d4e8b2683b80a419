using Microsoft.Extensions.Options;
using OrleansML.Grains.Monitoring;

namespace OrleansML.UnitTests.Monitoring;

public sealed class MergedMemoryTests
{
    private const long Mebibyte = 1 << 20;

    private readonly MergedMemory _memory = new(Options.Create(new MonitoringOptions { ReportMemoryMiB = 2 }));

    [Fact]
    public void Keep_MoreThanFits_WhatWasNotAskedForLongestGoes()
    {
        _memory.Keep(1, "one", Mebibyte);
        _memory.Keep(2, "two", Mebibyte);
        Assert.True(_memory.TryGet<string>(1, out _));
        _memory.Keep(3, "three", Mebibyte);

        Assert.True(_memory.TryGet<string>(1, out var one));
        Assert.Equal("one", one);
        Assert.False(_memory.TryGet<string>(2, out _));
        Assert.True(_memory.TryGet<string>(3, out _));
    }

    [Fact]
    public void Keep_LargerThanAll_IsNotKeptAndNothingGoes()
    {
        _memory.Keep(1, "one", Mebibyte);
        _memory.Keep(2, "two", (2 * Mebibyte) + 1);

        Assert.True(_memory.TryGet<string>(1, out _));
        Assert.False(_memory.TryGet<string>(2, out _));
    }

    [Fact]
    public void Keep_Twice_CountsOnce()
    {
        _memory.Keep(1, "one", Mebibyte);
        _memory.Keep(1, "one", Mebibyte);
        _memory.Keep(2, "two", Mebibyte);

        Assert.True(_memory.TryGet<string>(1, out _));
        Assert.True(_memory.TryGet<string>(2, out _));
    }
}
