using System.Globalization;
using System.Text;
using OrleansML.Client;
using OrleansML.Learning.Mlp;
using OrleansML.Registry;
using OrleansML.Tensors;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Registry;

public sealed class ModelRegistryTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private static readonly byte[] First = MlpModel.Random([4, 8, 1], seed: 1).ToOnnx();
    private static readonly byte[] Second = MlpModel.Random([4, 8, 1], seed: 2).ToOnnx();

    private ModelRegistryClient Registry => shared.Client.Registry;

    [Fact]
    public async Task PushAsync_FirstVersion_BecomesChampionAndDescribesTheModel()
    {
        var model = shared.NewModelName();

        var version = await Registry.PushAsync(model, new MemoryStream(First));
        var snapshot = await Registry.GetAsync(model);

        Assert.Equal(1, version.Version);
        Assert.Equal(1, snapshot.Champion);
        Assert.Equal("onnx_onnxruntime", version.Description.Platform);
        Assert.Equal("features", version.Description.Inputs[0].Name);
        Assert.Equal([-1L, 4L], version.Description.Inputs[0].Shape);
        Assert.Equal(128, version.Description.MaximumBatchRows);
        Assert.Equal("cpu", version.Description.Pool);
        Assert.Contains(model, (await Registry.ListAsync()).Select(listed => listed.Model));
    }

    [Fact]
    public async Task PushAsync_SecondVersion_LeavesTheChampion()
    {
        var model = shared.NewModelName();
        await Registry.PushAsync(model, new MemoryStream(First));

        var version = await Registry.PushAsync(model, new MemoryStream(Second));

        Assert.Equal(2, version.Version);
        Assert.Equal(1, (await Registry.GetAsync(model)).Champion);
    }

    [Fact]
    public async Task PushAsync_SameFileAgain_GivesTheSameVersion()
    {
        var model = shared.NewModelName();
        var first = await Registry.PushAsync(model, new MemoryStream(First));

        var again = await Registry.PushAsync(model, new MemoryStream(First));

        Assert.Equal(first.Version, again.Version);
        Assert.Equal(first.Package, again.Package);
        Assert.Single((await Registry.GetAsync(model)).Versions);
    }

    [Fact]
    public async Task PushAsync_OtherFileUnderATakenVersion_IsAConflict()
    {
        var model = shared.NewModelName();
        var first = await Registry.PushAsync(model, new MemoryStream(First));

        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => Registry.PushAsync(model, new MemoryStream(Second), new PushOptions { Version = 1 }));

        Assert.Equal(ErrorCode.Conflict, error.Code);
        Assert.StartsWith($"Version 1 of model '{model}' holds package {first.Package}; the pushed one is ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PromoteAsync_AnotherVersion_IsSeenByTheRouterAndKeptInHistory()
    {
        var model = shared.NewModelName();
        await Registry.PushAsync(model, new MemoryStream(First));
        await Registry.PushAsync(model, new MemoryStream(Second));
        var input = Tensor.Create("features", [1f, 2f, 3f, 4f], 1, 4);
        Assert.Equal(1, (await shared.Client.PredictAsync(model, input)).Version);

        await Registry.PromoteAsync(model, 2, "better on holdout");

        await Eventually.HoldsAsync(
            async () => (await shared.Client.PredictAsync(model, input)).Version == 2, "predictions come from version 2");
        var history = await Registry.GetHistoryAsync(model);
        Assert.Equal(["registered", "registered", "promoted"], history.Select(move => move.Action));
        Assert.Equal([1L, 2L, 3L], history.Select(move => move.Revision));
        Assert.Equal("better on holdout", history[2].Reason);
    }

    [Fact]
    public async Task PromoteAsync_Twice_ChangesNothingTheSecondTime()
    {
        var model = shared.NewModelName();
        await Registry.PushAsync(model, new MemoryStream(First));
        await Registry.PushAsync(model, new MemoryStream(Second));
        var first = await Registry.PromoteAsync(model, 2, "once");

        var second = await Registry.PromoteAsync(model, 2, "twice");

        Assert.Equal(first.Revision, second.Revision);
    }

    [Fact]
    public async Task PromoteAsync_UnknownVersion_IsNotFound()
    {
        var model = shared.NewModelName();
        await Registry.PushAsync(model, new MemoryStream(First));

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => Registry.PromoteAsync(model, 5, ""));

        Assert.Equal(ErrorCode.VersionNotFound, error.Code);
        Assert.Equal($"Model '{model}' has no version 5; it has 1.", error.Message);
    }

    [Fact]
    public async Task PushAsync_WithManifest_AppliesIt()
    {
        var model = shared.NewModelName();
        const string Manifest = """
            summary: Adds things up
            batching: { maximum_rows: 16 }
            inputs:
              features: { minimum: 0, maximum: 10, allow_nan: false }
            """;

        var version = await Registry.PushAsync(model, new MemoryStream(First), new PushOptions { Manifest = Manifest });
        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => shared.Client.PredictAsync(model, Tensor.Create("features", [1f, float.NaN, 3f, 40f], 1, 4)).AsTask());

        Assert.Equal("Adds things up", version.Description.Summary);
        Assert.Equal(16, version.Description.MaximumBatchRows);
        Assert.Equal(
            $"The request does not fit model '{model}' version 1: Input 'features' has NaN at element 1; the model's manifest forbids NaN. "
            + "Input 'features' has 40 at element 3; the manifest allows 0 to 10.",
            error.Message);
    }

    [Fact]
    public async Task PushAsync_ManifestNamesUnknownInput_IsRefusedAndNothingIsRegistered()
    {
        var model = shared.NewModelName();

        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => Registry.PushAsync(model, new MemoryStream(First), new PushOptions { Manifest = "inputs: { amount: { minimum: 0 } }" }));

        Assert.Equal(ErrorCode.InvalidModel, error.Code);
        Assert.Equal(
            "The model cannot be registered: the manifest has rules for input 'amount'; the model's inputs are 'features'.", error.Message);
        await AssertNotRegisteredAsync(model);
    }

    [Theory]
    [InlineData("not a model")]
    [InlineData("")]
    public async Task PushAsync_NotAModel_IsRefusedAndServingGoesOn(string content)
    {
        var model = shared.NewModelName();

        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => Registry.PushAsync(model, new MemoryStream(Encoding.UTF8.GetBytes(content))));

        Assert.Contains(error.Code, new[] { ErrorCode.InvalidModel, ErrorCode.InvalidRequest });
        await AssertNotRegisteredAsync(model);
        Assert.Equal(1, (await Registry.PushAsync(model, new MemoryStream(First))).Version);
    }

    [Fact]
    public async Task PushAsync_TruncatedModel_IsRefused()
    {
        var model = shared.NewModelName();

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => Registry.PushAsync(model, new MemoryStream(First[..^20])));

        Assert.Equal(ErrorCode.InvalidModel, error.Code);
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"The model cannot be registered: '{model}' is a truncated ONNX model: it ends after {First.Length - 20:N0} ")
            + "bytes in the middle of a field. Copy the whole file again.",
            error.Message);
        await AssertNotRegisteredAsync(model);
    }

    [Theory]
    [InlineData("../etc")]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task PushAsync_BadName_IsRefused(string name)
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => Registry.PushAsync(name, new MemoryStream(First)));

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.StartsWith($"'{name}' is not a model name: use 1 to 64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PushAsync_VersionBelowOne_IsRefused()
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => Registry.PushAsync(shared.NewModelName(), new MemoryStream(First), new PushOptions { Version = 0 }));

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.Equal("Version 0 is not allowed: versions are 1 or more.", error.Message);
    }

    [Fact]
    public async Task Register_UnknownArtifact_IsNotFound()
    {
        var request = new RegisterModelRequest { Artifact = new string('0', 64) };

        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => shared.Grains.GetGrain<IModelRegistryGrain>(shared.NewModelName()).Register(request));

        Assert.Equal(ErrorCode.ArtifactNotFound, error.Code);
    }

    [Fact]
    public async Task Append_ChunkTooLarge_IsRefused()
    {
        var upload = shared.Grains.GetGrain<IArtifactUploadGrain>(Guid.NewGuid().ToString("N"));

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => upload.Append(0, new byte[IArtifactUploadGrain.MaximumChunkBytes + 1]));

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.Equal("A chunk has 1048577 bytes; 1 to 1048576 are allowed.", error.Message);
    }

    private async Task AssertNotRegisteredAsync(string model)
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => Registry.GetAsync(model));
        Assert.Equal(ErrorCode.ModelNotFound, error.Code);
    }
}
