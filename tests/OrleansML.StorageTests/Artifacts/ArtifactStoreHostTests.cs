using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansML.Storage.Artifacts;
using static OrleansML.StorageTests.Artifacts.ArtifactHarness;

namespace OrleansML.StorageTests.Artifacts;

public sealed class ArtifactStoreHostTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Start_ConfiguredRoot_StoreIsReady()
    {
        using var host = CreateHost(("RootPath", _directory.File("store")));

        await host.StartAsync();

        Assert.Equal(AbcDigest, await host.Services.GetRequiredService<IArtifactStore>().AddAsync(Abc));
        await host.StopAsync();
    }

    [Fact]
    public async Task Start_EverythingWrong_NamesEveryViolation()
    {
        using var host = CreateHost(
            ("RootPath", ""), ("MaximumArtifactBytes", "0"), ("MaximumConcurrency", "300"), ("StaleUploadAge", "00:00:01"),
            ("CleanupInterval", "2.00:00:00"));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(
            [
                "OrleansML:Artifacts:RootPath is ''; it must name a directory.",
                "OrleansML:Artifacts:MaximumArtifactBytes is 0; it must lie between 1 and 9223372036854775807.",
                "OrleansML:Artifacts:MaximumConcurrency is 300; it must lie between 1 and 256.",
                "OrleansML:Artifacts:StaleUploadAge is 00:00:01; it must lie between 00:01:00 and 365.00:00:00.",
                "OrleansML:Artifacts:CleanupInterval is 2.00:00:00; it must lie between 00:00:01 and 1.00:00:00.",
            ],
            error.Failures);
    }

    [Fact]
    public async Task Start_RootUnusable_StopsTheHost()
    {
        using var host = CreateHost(("RootPath", _directory.Unusable("store")));

        var error = await Assert.ThrowsAsync<ArtifactStoreException>(() => host.StartAsync());

        Assert.Equal(ArtifactStoreError.Unavailable, error.Error);
    }

    [Fact]
    public async Task Run_UploadGoesStale_IsRemoved()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var host = CreateHost(time, ("RootPath", _directory.File("store")));
        await host.StartAsync();
        var store = host.Services.GetRequiredService<IArtifactStore>();
        await (await store.BeginUploadAsync("stale")).AppendAsync(0, Abc);
        var part = Path.Combine(_directory.File("store"), "uploads", "stale.part");

        var deadline = DateTime.UtcNow + Deadline;
        while (File.Exists(part))
        {
            Assert.True(DateTime.UtcNow < deadline, $"The stale upload '{part}' is still there at {time.GetUtcNow()}.");
            time.Advance(TimeSpan.FromHours(1));
            await Task.Yield();
        }

        await host.StopAsync();
    }

    private static IHost CreateHost(params (string Key, string Value)[] settings) => CreateHost(TimeProvider.System, settings);

    private static IHost CreateHost(TimeProvider time, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            settings.Select(
                static setting => KeyValuePair.Create($"{ArtifactStoreOptions.Section}:{setting.Key}", (string?)setting.Value)));
        builder.Services.AddSingleton(time);
        builder.Services.AddDirectoryArtifactStore();
        return builder.Build();
    }
}
