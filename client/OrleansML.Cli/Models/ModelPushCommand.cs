using System.CommandLine;
using OrleansML.Cli.Data;
using OrleansML.Cli.Http;
using OrleansML.Gateway.Api;

namespace OrleansML.Cli.Models;

/// <summary><c>orleansml model push FILE</c>: uploads a model and registers it as a version.</summary>
internal sealed class ModelPushCommand : Command
{
    private readonly Argument<string> _file = new("FILE") { Description = "ONNX file or model package." };

    private readonly Option<string> _name = new("--name") { Description = "Name of the model.", HelpName = "NAME", Required = true };

    private readonly Option<int?> _version =
        new Option<int?>("--version") { Description = "Version. Default: the next one.", HelpName = "N" }.Positive();

    private readonly Option<string?> _pool = new("--pool")
    {
        Description = "Pool of silos that is to serve it. Default: cpu.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _manifest = new("--manifest")
    {
        Description = "Manifest in YAML for an ONNX file.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _signature = new("--signature")
    {
        Description = "Signature of the file: a DSSE envelope in JSON.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _promote = new("--promote") { Description = "Make it the champion. The first version always is." };

    public ModelPushCommand(VerbContext verbs) : base("push", "Upload a model and register it as a version.")
    {
        Add(_file);
        Add(_name);
        Add(_version);
        Add(_pool);
        Add(_manifest);
        Add(_signature);
        Add(_promote);
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = verbs.OutputOf(parsed);
        using var gateway = verbs.ConnectTo(parsed);
        var push = new ModelPush
        {
            Name = parsed.GetRequiredValue(_name),
            Version = parsed.GetValue(_version),
            Pool = parsed.GetValue(_pool),
            Manifest = parsed.GetValue(_manifest) is { } manifest ? await Files.ReadTextAsync(manifest, cancellationToken) : null,
            Signature = parsed.GetValue(_signature) is { } signature ? await Files.ReadTextAsync(signature, cancellationToken) : null,
        };
        var version = await UploadAsync(gateway, output, push, parsed.GetRequiredValue(_file), cancellationToken);
        if (parsed.GetValue(_promote))
            await gateway.PromoteAsync(push.Name, version.Version, "promoted when pushed", cancellationToken);

        output.Write(version, console => ModelViews.RenderVersion(console, push.Name, version));
        return ExitCodes.Success;
    }

    private static async Task<ModelVersionInfo> UploadAsync(
        GatewayClient gateway, Output output, ModelPush push, string path, CancellationToken cancellationToken)
    {
        await using var file = Files.OpenRead(path);
        return await output.WithProgress(
            $"Pushing {Path.GetFileName(path)}", progress =>
                gateway.PushAsync(push, new ProgressStream(file, progress), cancellationToken));
    }
}
