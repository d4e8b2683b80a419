using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansML.Cli.Predictions;
using OrleansML.Gateway.Api;
using OrleansML.Gateway.Deployments;
using OrleansML.Gateway.Features;
using OrleansML.Gateway.Monitoring;
using OrleansML.Monitoring;
using OrleansML.Tensors;

namespace OrleansML.Cli.Http;

/// <summary>
/// Talks to a gateway over HTTP: the platform API and the Open Inference Protocol. Failures come as <see cref="CliException"/>.
/// </summary>
internal sealed class GatewayClient : IDisposable
{
    private const string ModelsPath = "api/v1/models";
    private const string FeaturesPath = "api/v1/features";
    private const string SilosPath = "api/v1/cluster/silos";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    // An action is refused with members that are not its own, even where they are null.
    private static readonly JsonSerializerOptions Sparse = new(Json) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly HttpClient _http;

    public GatewayClient(Uri url, HttpMessageHandler? handler)
    {
        _http = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        _http.BaseAddress = url;
        // A push may take minutes to upload and inspect; whoever waits can stop it with Ctrl-C.
        _http.Timeout = Timeout.InfiniteTimeSpan;
    }

    public Uri Url => _http.BaseAddress!;

    public void Dispose() => _http.Dispose();

    public Task<ModelList> ListModelsAsync(CancellationToken cancellationToken) =>
        AskAsync<ModelList>(HttpMethod.Get, ModelsPath, null, cancellationToken);

    public Task<ModelInfo> GetModelAsync(string model, CancellationToken cancellationToken) =>
        AskAsync<ModelInfo>(HttpMethod.Get, PlatformPath(model), null, cancellationToken);

    public Task<ModelHistory> GetHistoryAsync(string model, CancellationToken cancellationToken) =>
        AskAsync<ModelHistory>(HttpMethod.Get, $"{PlatformPath(model)}/history", null, cancellationToken);

    public Task<ModelInfo> PromoteAsync(string model, int version, string reason, CancellationToken cancellationToken) =>
        AskAsync<ModelInfo>(
            HttpMethod.Post,
            $"{PlatformPath(model)}/promote",
            JsonContent.Create(new PromoteRequest { Version = version, Reason = reason }, options: Json),
            cancellationToken);

    /// <summary>Which versions answer.</summary>
    public Task<DeploymentInfo> GetDeploymentAsync(string model, CancellationToken cancellationToken) =>
        AskAsync<DeploymentInfo>(HttpMethod.Get, $"{PlatformPath(model)}/deployment", null, cancellationToken);

    /// <summary>Changes which versions answer.</summary>
    public Task<DeploymentInfo> ChangeDeploymentAsync(string model, DeploymentBody body, CancellationToken cancellationToken) =>
        AskAsync<DeploymentInfo>(HttpMethod.Post, $"{PlatformPath(model)}/deployment", JsonContent.Create(body, options: Sparse), cancellationToken);

    /// <summary>Which version an alias stood for.</summary>
    public Task<VersionAtInfo> GetAliasAsync(string model, string alias, DateTimeOffset time, CancellationToken cancellationToken) =>
        AskAsync<VersionAtInfo>(
            HttpMethod.Get, $"{AliasPath(model, alias)}?at={Uri.EscapeDataString(time.ToString("O", CultureInfo.InvariantCulture))}", null, cancellationToken);

    /// <summary>Moves an alias.</summary>
    public Task<ModelInfo> SetAliasAsync(string model, string alias, AliasBody body, CancellationToken cancellationToken) =>
        AskAsync<ModelInfo>(HttpMethod.Put, AliasPath(model, alias), JsonContent.Create(body, options: Json), cancellationToken);

    /// <summary>Uploads a model file or package and registers it.</summary>
    /// <param name="push">Name and wishes.</param>
    /// <param name="content">The file, read once.</param>
    /// <param name="cancellationToken">Stops the upload; whether it was registered is then unknown.</param>
    public Task<ModelVersionInfo> PushAsync(ModelPush push, Stream content, CancellationToken cancellationToken)
    {
        var path = $"{PlatformPath(push.Name)}/versions";
        if (push.Version is { } version)
            path = string.Create(CultureInfo.InvariantCulture, $"{path}/{version}");
        if (push.Pool is { } pool)
            path = $"{path}?pool={Uri.EscapeDataString(pool)}";

        var method = push.Version is null ? HttpMethod.Post : HttpMethod.Put;
        return AskAsync<ModelVersionInfo>(method, path, Body(push, content), cancellationToken);
    }

    public Task<ClusterInfo> GetClusterAsync(CancellationToken cancellationToken) =>
        AskAsync<ClusterInfo>(HttpMethod.Get, "api/v1/cluster", null, cancellationToken);

    /// <summary>Starts to take a silo out of service.</summary>
    public Task<DrainInfo> DrainAsync(string silo, TimeSpan timeout, bool force, CancellationToken cancellationToken) =>
        AskAsync<DrainInfo>(
            HttpMethod.Post,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{SilosPath}/{Uri.EscapeDataString(silo)}:drain?timeout={timeout.TotalSeconds}&force={(force ? "true" : "false")}"),
            null,
            cancellationToken);

    /// <summary>How the emptying of a silo stands.</summary>
    public Task<DrainInfo> GetDrainAsync(string silo, CancellationToken cancellationToken) =>
        AskAsync<DrainInfo>(HttpMethod.Get, $"{SilosPath}/{Uri.EscapeDataString(silo)}/drain", null, cancellationToken);

    public Task<FeatureViewList> ListFeatureViewsAsync(CancellationToken cancellationToken) =>
        AskAsync<FeatureViewList>(HttpMethod.Get, FeaturesPath, null, cancellationToken);

    public Task<FeatureViewInfo> GetFeatureViewAsync(string view, CancellationToken cancellationToken) =>
        AskAsync<FeatureViewInfo>(HttpMethod.Get, FeaturePath(view), null, cancellationToken);

    /// <summary>Puts a view's definition in use.</summary>
    public Task<FeatureViewInfo> ApplyFeatureViewAsync(string view, string definition, bool dryRun, CancellationToken cancellationToken) =>
        AskAsync<FeatureViewInfo>(
            HttpMethod.Put, $"{FeaturePath(view)}?dryRun={(dryRun ? "true" : "false")}", new StringContent(definition), cancellationToken);

    /// <summary>Reads features of entities.</summary>
    public Task<JsonElement> ReadFeaturesAsync(
        string view, string[] entities, string[]? features, int? timeout, CancellationToken cancellationToken) => AskAsync<JsonElement>(
            HttpMethod.Post,
            $"{FeaturePath(view)}:read",
            JsonContent.Create(new { entities, features = features is { Length: > 0 } ? features : null, timeout_ms = timeout }),
            cancellationToken);

    /// <summary>Delivers events; lines that were refused are part of the answer.</summary>
    public async Task<IngestInfo> IngestAsync(string view, string? source, Stream events, CancellationToken cancellationToken)
    {
        var query = source is null ? "" : $"?source={Uri.EscapeDataString(source)}";
        using var response = await SendAsync(
            HttpMethod.Post, $"{FeaturePath(view)}:ingest{query}", new StreamContent(events), cancellationToken, answersFailures: true);
        return await ReadAsync<IngestInfo>(response, cancellationToken);
    }

    /// <summary>Brings labels of a model.</summary>
    public Task<LabelsInfo> AddLabelsAsync(string model, IReadOnlyList<PredictionLabel> labels, CancellationToken cancellationToken) =>
        AskAsync<LabelsInfo>(HttpMethod.Post, $"{PlatformPath(model)}/labels", new ByteArrayContent(LabelLines.Write(labels)), cancellationToken);

    /// <summary>How the feed of a source stands.</summary>
    public Task<FeedInfo> GetFeedAsync(string view, string source, CancellationToken cancellationToken) =>
        AskAsync<FeedInfo>(HttpMethod.Get, FeedPath(view, source), null, cancellationToken);

    /// <summary>Starts the feed of a source.</summary>
    public Task<FeedInfo> StartFeedAsync(string view, string source, double? speed, bool atPlayTime, bool restart, CancellationToken cancellationToken) =>
        AskAsync<FeedInfo>(
            HttpMethod.Post,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{FeedPath(view, source)}:start?atPlayTime={(atPlayTime ? "true" : "false")}&restart={(restart ? "true" : "false")}{(speed is null ? "" : "&speed=")}{speed}"),
            null,
            cancellationToken);

    /// <summary>Stops the feed of a source.</summary>
    public Task<FeedInfo> StopFeedAsync(string view, string source, CancellationToken cancellationToken) =>
        AskAsync<FeedInfo>(HttpMethod.Post, $"{FeedPath(view, source)}:stop", null, cancellationToken);

    /// <summary>Predicts by entity.</summary>
    public async Task<JsonElement> PredictEntitiesAsync(string model, string? version, object request, CancellationToken cancellationToken)
    {
        var path = version is null ? PlatformPath(model) : $"{PlatformPath(model)}/versions/{Uri.EscapeDataString(version)}";
        return await AskAsync<JsonElement>(HttpMethod.Post, $"{path}:predict", JsonContent.Create(request), cancellationToken);
    }

    /// <summary>Whether anybody answers at the gateway's address.</summary>
    public async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri("health/live", UriKind.Relative), cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Inputs and outputs of a model.</summary>
    public async Task<ModelMetadata> GetMetadataAsync(string model, string? version, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, ModelPath(model, version), null, cancellationToken);
        var root = await ReadAsync<JsonElement>(response, cancellationToken);
        return new ModelMetadata(model, Tensors(root, "inputs"), Tensors(root, "outputs"));
    }

    /// <summary>Predicts.</summary>
    public async Task<InferResponse> InferAsync(string model, string? version, HttpContent request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Post, $"{ModelPath(model, version)}/infer", request, cancellationToken);
        return await InferResponseReader.ReadAsync(response, cancellationToken);
    }

    /// <summary>Sends a request to a path below the gateway's address and reads the JSON of the answer.</summary>
    public async Task<T> AskAsync<T>(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, content, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>Reads the text at a path below the gateway's address.</summary>
    public async Task<string> AskTextAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    // Manifest and signature stand before the file, so that the gateway need not keep the file to read them.
    private static HttpContent Body(ModelPush push, Stream content)
    {
        var file = new StreamContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (push is { Manifest: null, Signature: null })
            return file;

        var body = new MultipartFormDataContent();
        if (push.Manifest is { } manifest)
            body.Add(new StringContent(manifest), "manifest");
        if (push.Signature is { } signature)
            body.Add(new StringContent(signature), "signature");
        body.Add(file, "model", "model");
        return body;
    }

    private static string PlatformPath(string model) => $"{ModelsPath}/{Uri.EscapeDataString(model)}";

    private static string AliasPath(string model, string alias) => $"{PlatformPath(model)}/aliases/{Uri.EscapeDataString(alias)}";

    private static string ModelPath(string model, string? version)
    {
        var path = $"v2/models/{Uri.EscapeDataString(model)}";
        return version is null ? path : $"{path}/versions/{Uri.EscapeDataString(version)}";
    }

    private static string FeedPath(string view, string source) => $"{FeaturePath(view)}/sources/{Uri.EscapeDataString(source)}";

    private static string FeaturePath(string view) => $"{FeaturesPath}/{Uri.EscapeDataString(view)}";

    private static ModelTensor[] Tensors(JsonElement root, string member) =>
        [.. root.GetProperty(member).EnumerateArray().Select(ReadTensor)];

    private static ModelTensor ReadTensor(JsonElement tensor)
    {
        var typeName = tensor.GetProperty("datatype").GetString();
        if (!TensorTypes.TryParseProtocolName(typeName, out var type))
        {
            throw new CliException(
                $"The gateway tells of an element type '{typeName}' that this command does not know: use the command of the gateway's version.");
        }

        return new ModelTensor(
            tensor.GetProperty("name").GetString()!,
            type,
            [.. tensor.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt64())]);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return (await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken))!;
        }
        catch (JsonException exception)
        {
            throw new CliException(
                $"{response.RequestMessage!.RequestUri} answered something that is not an OrleansML gateway's: {exception.Message}",
                innerException: exception);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken, bool answersFailures = false)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode || (answersFailures && await TellsRejectionsAsync(response, cancellationToken)))
                return response;

            using (response)
                throw new CliException(await DescribeAsync(response, cancellationToken));
        }
        catch (HttpRequestException exception)
            when (exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            throw new CliException(
                $"No gateway answers at {Url}: start one with 'orleansml up', or name another with --url.", innerException: exception);
        }
        catch (HttpRequestException exception)
        {
            throw new CliException($"The gateway at {Url} could not be asked: {exception.Message}", innerException: exception);
        }
    }

    // A delivery of which every line was refused fails as a whole, and its answer still tells line by line why.
    private static async Task<bool> TellsRejectionsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        return (await response.Content.ReadAsStringAsync(cancellationToken)).Contains("\"rejected\"", StringComparison.Ordinal);
    }

    private static async Task<string> DescribeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("error", out var error)
                && error.GetString() is { Length: > 0 } message)
            {
                return message;
            }
        }
        catch (JsonException)
        {
            // Not a gateway's error body; the status below says what can be said.
        }

        var asked = response.RequestMessage!;
        return $"{asked.Method} {asked.RequestUri} was answered with {(int)response.StatusCode} {response.ReasonPhrase}: "
            + "check that --url names an OrleansML gateway.";
    }
}
