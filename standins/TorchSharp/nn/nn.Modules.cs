using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A parameter over the native tensor of another, which is of no use any more.</summary>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>A learned linear map of the last dimension, with an offset.</summary>
        public static Linear Linear(
            long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
            new(inputSize, outputSize, hasBias, device, dtype);

        /// <summary>A linear map with given weights (outputs, inputs) and an offset.</summary>
        public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);

        /// <summary>A learned row for each of a number of whole numbers; the row padding_idx is zero and never learns.</summary>
        public static Embedding Embedding(
            long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
            bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
        {
            var weight = new Parameter(empty(num_embeddings, embedding_dims, dtype, device));
            init.normal_(weight);
            if (padding_idx is { } row)
                init.zeros_(weight.select(0, row));
            return new Embedding(weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
        }

        /// <summary>Given rows, one for each whole number; frozen ones never learn.</summary>
        public static Embedding Embedding_from_pretrained(
            Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
            bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
            new Embedding(
                new Parameter(embeddings.detach(), !freeze), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse)
                .to(InitializeDevice(device), dtype ?? embeddings.dtype);

        /// <summary>No modules yet.</summary>
        public static Sequential Sequential() => new(Array.Empty<Module<Tensor, Tensor>>());

        /// <summary>Modules one after the other, with their names.</summary>
        public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

        /// <summary>Modules one after the other, named by their places.</summary>
        public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(modules);

        /// <summary>Modules one after the other, with their names.</summary>
        public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules.ToArray());

        /// <summary>Modules one after the other, named by their places.</summary>
        public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new(modules.ToArray());

        /// <summary>The positive part.</summary>
        public static ReLU ReLU(bool inplace = false) => new(inplace);

        /// <summary>Each element times its logistic function.</summary>
        public static SiLU SiLU() => new(false);

        /// <summary>Each element times its logistic function.</summary>
        public static SiLU SiLU(bool inplace) => new(inplace);

        /// <summary>The Gaussian error linear unit.</summary>
        public static GELU GELU() => new(false);

        /// <summary>The Gaussian error linear unit.</summary>
        public static GELU GELU(bool inplace) => new(inplace);

        /// <summary>The Gaussian error linear unit.</summary>
        public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(inplace, approximate);

        /// <summary>The positive part plus a fraction of the negative part.</summary>
        public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);

        /// <summary>The exponential linear unit.</summary>
        public static ELU ELU(double alpha = 1.0, bool inplace = false) => new(alpha, inplace);

        /// <summary>The exponentials divided by their sum along a dimension.</summary>
        public static Softmax Softmax(long dim) => new(dim);

        /// <summary>The input itself.</summary>
        public static Identity Identity() => new();

        /// <summary>Makes one dimension of several.</summary>
        public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);

        /// <summary>The logistic function.</summary>
        public static Sigmoid Sigmoid() => new(false);

        /// <summary>The logistic function.</summary>
        public static Sigmoid Sigmoid(bool inplace) => new(inplace);

        /// <summary>The hyperbolic tangent.</summary>
        public static Tanh Tanh() => new(false);

        /// <summary>The hyperbolic tangent.</summary>
        public static Tanh Tanh(bool inplace = false) => new(inplace);

        /// <summary>While learning, sets elements to zero with probability p and scales the others by 1 / (1 - p).</summary>
        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <summary>Batch normalisation of inputs (batch, features) or (batch, features, length).</summary>
        public static BatchNorm1d BatchNorm1d(
            long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true,
            Device? device = null, ScalarType? dtype = null) =>
            new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

        /// <summary>Normalisation of the last dimensions.</summary>
        public static LayerNorm LayerNorm(
            long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null,
            ScalarType? dtype = null) => new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

        /// <summary>Normalisation of the last dimension.</summary>
        public static LayerNorm LayerNorm(
            long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null,
            ScalarType? dtype = null) => new([normalized_shape], eps, elementwise_affine, bias, device, dtype);
    }
}
